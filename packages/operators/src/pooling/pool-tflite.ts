import type { OpName } from '@tinyml/core';
import type { TfliteBuiltin } from '@tinyml/formats';
import type { PoolingAttributes } from './pooling-attributes.ts';

const fields = {
  padding: [0, 'padding'],
  strideW: [1, 'positive'],
  strideH: [2, 'positive'],
  filterWidth: [3, 'positive'],
  filterHeight: [4, 'positive'],
  activation: [5, 'activation'],
} as const;

/** All pooling operators of TensorFlow Lite have the same options. */
export const poolForm = (builtin: readonly [code: number, name: string]): TfliteBuiltin<OpName, typeof fields> => ({
  builtin,
  options: [5, fields],
  inputs: [1, 1],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
  read: ({ padding, activation, strideH, strideW, filterHeight, filterWidth }) => ({
    padding,
    strides: [strideH, strideW],
    filter: [filterHeight, filterWidth],
    activation,
  }),
  write(attrs) {
    const { padding, activation, strides, filter } = attrs as PoolingAttributes;
    const [strideH, strideW] = strides;
    const [filterHeight, filterWidth] = filter;
    return { padding, strideW, strideH, filterWidth, filterHeight, activation };
  },
});
