import { axisOrder } from './axis-order.ts';
import {
  none,
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
import { partTime } from '../parts-along-time.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { partView } from './part-view.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly slice: NoAttributes;
  }
}

/** The part of x [d0, d1, …] that begins at `begin` and has `size`, −1 for the rest of a dimension. */
export const slice = defineOperator({
  name: 'slice',
  version: 1,
  summary: 'a part of a tensor, by its first element and its size',
  traits: { movement: true },
  slots: {
    axisOrder,
    keras: none('the importer reads slices as strided_slice'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddSlice',
    time: partTime,
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs: [x, begin, size] }) {
    const { type } = required(x);
    const view = partView(type.shape, constantNumbers('begin', begin), constantNumbers('size', size));
    return [{ ...type, shape: view.shape }];
  },
  check: ({ inputs: [x, begin, size], outputs }) =>
    indexProblem('begin', begin) ?? indexProblem('size', size) ?? movementProblem([x], outputs),
  run({ inputs: [x, begin, size] }) {
    const { type, data } = required(x);
    const view = partView(type.shape, operandNumbers('begin', begin), operandNumbers('size', size));
    return [gather(type.dtype, data, view)];
  },
  macs: () => 0,
});
