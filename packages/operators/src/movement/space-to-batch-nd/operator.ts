import {
  allocate,
  constantNumbers,
  defineOperator,
  elementCount,
  gather,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  none,
  operandNumbers,
  required,
  rowMajorStrides,
  scatter,
  type Shape,
  type TensorData,
} from '@tinyml/core';
import { padZero, phasesOf } from '@tinyml/core/internal';
import { allPairs } from '../block-pairs.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,…spatial,…], blockShape int32[k], paddings int32[k,2] */
    readonly space_to_batch_nd: NoAttributes;
  }
}

const padded = (shape: Shape, pairs: readonly (readonly [number, number])[]): Shape =>
  shape.map((size, axis) => size + (pairs[axis]?.[0] ?? 0) + (pairs[axis]?.[1] ?? 0));

/** Pads with real zero, then every blockth element of each spatial dimension becomes an entry of the batch. */
export const spaceToBatchNd = defineOperator({
  name: 'space_to_batch_nd',
  version: 1,
  summary: 'phases of the spatial dimensions as entries of the batch',
  traits: { fills: true, keepsChannels: true, movement: true, phases: { to: 'to-batch', block: 1, amounts: 2 } },
  slots: {
    micro: 'AddSpaceToBatchNd',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras: none('Keras dilates convolutions by an option'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs: [x, block, paddings] }) {
    const { type } = required(x);
    const pairs = allPairs(type.shape, constantNumbers('the paddings', paddings));
    return [{ ...type, shape: phasesOf(padded(type.shape, pairs), constantNumbers('the block', block)).batches }];
  },
  check: ({ inputs: [x, block, paddings], outputs }) =>
    indexProblem('a block', block) ?? indexProblem('paddings', paddings) ?? movementProblem([x], outputs),
  run({ inputs: [x, block, paddings], outputs }) {
    const { type, data } = required(x);
    const pairs = allPairs(type.shape, operandNumbers('paddings', paddings));
    const { space, views } = phasesOf(padded(type.shape, pairs), operandNumbers('a block', block));
    const whole = allocate(type.dtype, elementCount(space)) as Int8Array;
    if (!((whole as TensorData) instanceof BigInt64Array)) whole.fill(padZero(required(outputs[0])));
    const strides = rowMajorStrides(space);
    const start = pairs.reduce((sum, [before], axis) => sum + before * (strides[axis] as number), 0);
    scatter(whole, { shape: type.shape, strides, start }, data);
    const result = allocate(type.dtype, elementCount(space)) as Int8Array;
    views.forEach((view, phase) => {
      result.set(gather(type.dtype, whole, view) as Int8Array, phase * elementCount(view.shape));
    });
    return [result];
  },
  macs: () => 0,
});
