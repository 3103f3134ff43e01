import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'rank'> = {
  builtin: [110, 'RANK'],
  options: [86, {}],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['rank'] };
