import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  activation: [0, 'activation'],
} as const;

const form: TfliteBuiltin<'l2_normalization', typeof fields> = {
  builtin: [11, 'L2_NORMALIZATION'],
  options: [12, fields],
  inputs: [1, 1],
  versions: [[2, ({ outputs: [y] }) => y?.dtype === 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['l2normalize', 'l2_normalize'] };
