import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  seqDim: [0, 'int32'],
  batchDim: [1, 'int32'],
} as const;

const form: TfliteBuiltin<'reverse_sequence', typeof fields> = {
  builtin: [112, 'REVERSE_SEQUENCE'],
  options: [87, fields],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['reversesequence'] };
