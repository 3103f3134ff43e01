import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  exclusive: [0, 'bool'],
  reverse: [1, 'bool'],
} as const;

const form: TfliteBuiltin<'cumsum', typeof fields> = {
  builtin: [128, 'CUMSUM'],
  options: [102, fields],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['cumsum'] };
