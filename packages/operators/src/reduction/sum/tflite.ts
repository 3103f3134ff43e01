import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  keepDims: [0, 'bool'],
} as const;

const form: TfliteBuiltin<'sum', typeof fields> = {
  builtin: [74, 'SUM'],
  options: [27, fields],
  inputs: [2, 2],
  versions: [[2, 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['sum'] };
