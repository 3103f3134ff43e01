import type { TfliteBuiltin } from '@tinyml/formats';

const fields = {
  padding: [0, 'padding'],
  strideW: [1, 'positive'],
  strideH: [2, 'positive'],
  filterWidth: [3, 'positive'],
  filterHeight: [4, 'positive'],
  activation: [5, 'activation'],
} as const;

type Pool = 'average_pool_2d' | 'max_pool_2d';

/** All pooling operators of TensorFlow Lite have the same options. */
export const poolForm = (builtin: readonly [code: number, name: string]): TfliteBuiltin<Pool, typeof fields> => ({
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
  write({ padding, activation, strides, filter }) {
    const [strideH, strideW] = strides;
    const [filterHeight, filterWidth] = filter;
    return { padding, strideW, strideH, filterWidth, filterHeight, activation };
  },
});
