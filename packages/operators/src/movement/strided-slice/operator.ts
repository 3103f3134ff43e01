import { axisOrder } from './axis-order.ts';
import {
  constantNumbers,
  defineOperator,
  gather,
  indexProblem,
  movementProblem,
  operandNumbers,
  type OptionsOf,
  required,
} from '@tinyml/core';
import { sliceView } from '@tinyml/core/internal';
import { stridedTime } from '../parts-along-time.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const mask = { type: 'integer', minimum: 0, maximum: 4294967295 } as const;

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['beginMask', 'endMask', 'ellipsisMask', 'newAxisMask', 'shrinkAxisMask'],
  properties: { beginMask: mask, endMask: mask, ellipsisMask: mask, newAxisMask: mask, shrinkAxisMask: mask },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x, begin int32[k], end int32[k], strides int32[k] */
    readonly strided_slice: OptionsOf<typeof attributes>;
  }
}

/** x[begin:end:stride, …] with TensorFlow's masks. */
export const stridedSlice = defineOperator({
  name: 'strided_slice',
  version: 1,
  summary: 'a part of a tensor, by first, last and step along each dimension',
  traits: { movement: true },
  slots: {
    axisOrder,
    micro: 'AddStridedSlice',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
    time: stridedTime,
  },
  attributes,
  arity: { inputs: [4, 4], outputs: [1, 1] },
  infer({ attrs, inputs: [x, begin, end, strides] }) {
    const { type } = required(x);
    const [first, last, step] = [
      constantNumbers('begin', begin),
      constantNumbers('end', end),
      constantNumbers('strides', strides),
    ];
    return [{ ...type, shape: sliceView(attrs, type.shape, first, last, step).shape }];
  },
  check: ({ inputs: [x, ...positions], outputs }) =>
    positions.map((type) => indexProblem('a position', type)).find((problem) => problem !== undefined) ??
    movementProblem([x], outputs),
  run({ attrs, inputs: [x, begin, end, strides] }) {
    const { type, data } = required(x);
    const view = sliceView(
      attrs,
      type.shape,
      operandNumbers('begin', begin),
      operandNumbers('end', end),
      operandNumbers('strides', strides),
    );
    return [gather(type.dtype, data, view)];
  },
  macs: () => 0,
});
