import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  count: [0, 'int32'],
  axis: [1, 'int32'],
} as const;

const form: TfliteBuiltin<'unpack', typeof fields> = {
  builtin: [88, 'UNPACK'],
  options: [64, fields],
  inputs: [1, 1],
  outputs: [1, Infinity],
};

export const tflite: TfliteEntry = { forms: [form] };
