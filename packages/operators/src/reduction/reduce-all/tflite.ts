import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  keepDims: [0, 'bool'],
} as const;

const form: TfliteBuiltin<'reduce_all', typeof fields> = {
  builtin: [140, 'REDUCE_ALL'],
  options: [27, fields],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form] };
