import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'cos'> = {
  builtin: [108, 'COS'],
  options: [84, {}],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['cos'] };
