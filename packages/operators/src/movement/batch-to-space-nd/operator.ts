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
  OperatorError,
  required,
  rowMajorStrides,
  scatter,
  type Shape,
} from '@tinyml/core';
import { type Phases, phasesOf } from '@tinyml/core/internal';
import { allPairs } from '../block-pairs.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,…spatial,…], blockShape int32[k], crops int32[k,2] */
    readonly batch_to_space_nd: NoAttributes;
  }
}

/** The whole before it is cropped. @throws OperatorError where the batch does not divide */
const wholeOf = (shape: Shape, block: readonly number[]): Phases => {
  const count = block.reduce((product, size) => product * size, 1);
  const batch = (shape[0] ?? 0) / count;
  if (!Number.isInteger(batch) || batch < 1)
    throw new OperatorError(`${String(shape[0])} entries are not blocks of [${block.join(', ')}]`);
  return phasesOf(
    shape.map((size, axis) => (axis === 0 ? batch : size * (block[axis - 1] ?? 1))),
    block,
  );
};

const cropped = (space: Shape, pairs: readonly (readonly [number, number])[]): Shape => {
  const shape = space.map((size, axis) => size - (pairs[axis]?.[0] ?? 0) - (pairs[axis]?.[1] ?? 0));
  if (shape.some((size) => size < 1)) throw new OperatorError('nothing is left after the crops');
  return shape;
};

/** Entries of the batch become phases of the spatial dimensions again, cropped: the reverse of space_to_batch_nd. */
export const batchToSpaceNd = defineOperator({
  name: 'batch_to_space_nd',
  version: 1,
  summary: 'entries of the batch as phases of the spatial dimensions',
  traits: { keepsChannels: true, movement: true, phases: { to: 'from-batch', block: 1, amounts: 2 } },
  slots: {
    micro: 'AddBatchToSpaceNd',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras: none('Keras dilates convolutions by an option'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs: [x, block, crops] }) {
    const { type } = required(x);
    const { space } = wholeOf(type.shape, constantNumbers('the block', block));
    return [{ ...type, shape: cropped(space, allPairs(space, constantNumbers('the crops', crops))) }];
  },
  check: ({ inputs: [x, block, crops], outputs }) =>
    indexProblem('a block', block) ?? indexProblem('crops', crops) ?? movementProblem([x], outputs),
  run({ inputs: [x, block, crops], outputs }) {
    const { type, data } = required(x);
    const { space, views } = wholeOf(type.shape, operandNumbers('a block', block));
    const whole = allocate(type.dtype, elementCount(space));
    views.forEach((view, phase) => {
      const size = elementCount(view.shape);
      scatter(whole, view, (data as Int8Array).subarray(phase * size, (phase + 1) * size));
    });
    const strides = rowMajorStrides(space);
    const pairs = allPairs(space, operandNumbers('crops', crops));
    const start = pairs.reduce((sum, [before], axis) => sum + before * (strides[axis] as number), 0);
    return [gather(type.dtype, whole, { shape: required(outputs[0]).shape, strides, start })];
  },
  macs: () => 0,
});
