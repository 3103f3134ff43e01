import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  axis: [0, 'int32'],
  batchDims: [1, 'int32'],
} as const;

const form: TfliteBuiltin<'gather', typeof fields> = {
  builtin: [36, 'GATHER'],
  options: [23, fields],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form] };
