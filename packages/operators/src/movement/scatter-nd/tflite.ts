import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'scatter_nd'> = {
  builtin: [122, 'SCATTER_ND'],
  options: [97, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['scatternd'] };
