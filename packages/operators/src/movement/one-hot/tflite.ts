import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  axis: [0, 'int32'],
} as const;

const form: TfliteBuiltin<'one_hot', typeof fields> = {
  builtin: [85, 'ONE_HOT'],
  options: [61, fields],
  inputs: [4, 4],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['onehot', 'one_hot'] };
