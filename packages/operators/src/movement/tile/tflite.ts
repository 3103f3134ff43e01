import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'tile'> = {
  builtin: [69, 'TILE'],
  options: [51, {}],
  inputs: [2, 2],
  versions: [[3, 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['tile'] };
