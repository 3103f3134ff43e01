import {
  constantNumbers,
  defineOperator,
  gather,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  operandNumbers,
  required,
} from '@tinyml/core';
import { transposeView } from '@tinyml/core/internal';
import { simplify } from './simplify.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x, perm int32[rank] */
    readonly transpose: NoAttributes;
  }
}

/** Dimensions in another order. */
export const transpose = defineOperator({
  name: 'transpose',
  version: 1,
  summary: 'dimensions in another order',
  traits: { movement: true, permutesAxes: 1 },
  slots: { onnx, micro: 'AddTranspose', simplify, kernels, gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, perm] }) {
    const { type } = required(x);
    return [{ ...type, shape: transposeView(type.shape, constantNumbers('the order of dimensions', perm)).shape }];
  },
  check: ({ inputs: [x, perm], outputs }) => indexProblem('an order', perm) ?? movementProblem([x], outputs),
  run({ inputs: [x, perm] }) {
    const { type, data } = required(x);
    return [gather(type.dtype, data, transposeView(type.shape, operandNumbers('an order of dimensions', perm)))];
  },
  macs: () => 0,
});
