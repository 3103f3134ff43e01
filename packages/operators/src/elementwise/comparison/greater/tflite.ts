import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'greater'> = {
  builtin: [61, 'GREATER'],
  options: [44, {}],
  inputs: [2, 2],
  versions: [[2, 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['greater'] };
