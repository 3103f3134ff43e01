import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  padding: [0, 'padding'],
  strideW: [1, 'positive'],
  strideH: [2, 'positive'],
  activation: [3, 'activation'],
} as const;

const form: TfliteBuiltin<'transpose_conv', typeof fields> = {
  builtin: [67, 'TRANSPOSE_CONV'],
  options: [49, fields],
  inputs: [3, 4],
  versions: [
    [4, ({ attrs }) => attrs.activation !== 'none'],
    [3, ({ inputs }) => inputs.length > 3],
    [2, ({ inputs: [, , x] }) => x?.dtype === 'int8'],
  ],
  read: ({ padding, strideH, strideW, activation }) => ({ padding, strides: [strideH, strideW], activation }),
  write: ({ padding, strides: [strideH, strideW], activation }) => ({ padding, strideW, strideH, activation }),
};

export const tflite: TfliteEntry = { forms: [form] };
