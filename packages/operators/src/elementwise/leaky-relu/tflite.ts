import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  alpha: [0, 'float32'],
} as const;

const form: TfliteBuiltin<'leaky_relu', typeof fields> = {
  builtin: [98, 'LEAKY_RELU'],
  options: [75, fields],
  inputs: [1, 1],
  versions: [[2, 'int16']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['leakyrelu'] };
