import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'range'> = {
  builtin: [96, 'RANGE'],
  options: [73, {}],
  inputs: [3, 3],
  versions: [[2, 'int64']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['range'] };
