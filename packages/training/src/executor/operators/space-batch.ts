import { elementCount, type Shape } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { apart, operand, together } from '../layout.ts';
import type { Lower, Operand } from '../lowering.ts';

/** A pair of numbers for each spatial dimension, as one list per dimension of the tensor and of the samples. */
const pairsOf = (shape: Shape, pairs: Operand): [number, number][] => {
  const numbers = pairs.numbers();
  return [
    [0, 0],
    ...shape.map((_, axis): [number, number] => [numbers[2 * axis - 2] ?? 0, numbers[2 * axis - 1] ?? 0]),
  ];
};

/** One spatial dimension at a time, the last first: [n, a·…, w / b, b, …] → [n, b, a·…, w / b, …]. */
export const lowerSpaceToBatchNd: Lower<'space_to_batch_nd'> = ({ tf, inputs, outputs }) => {
  const { shape } = operand(inputs, 0);
  const block = operand(inputs, 1).numbers();
  const pairs = pairsOf(shape, operand(inputs, 2));
  const result = operand(outputs, 0);
  return (operands, { batch }) => {
    let x: Tensor = tf.pad(apart(operand(operands, 0), shape, batch), pairs);
    for (let axis = block.length + 1; axis >= 2; axis--) {
      const size = block[axis - 2] as number;
      const before = x.shape.slice(1, axis);
      const here = (x.shape[axis] as number) / size;
      const after = x.shape.slice(axis + 1);
      const phases = x.reshape([batch, elementCount(before), here, size, elementCount(after)]);
      const [first = 1, ...others] = before;
      x = tf.transpose(phases, [0, 3, 1, 2, 4]).reshape([batch, size * first, ...others, here, ...after]);
    }
    return [together(x, result, batch)];
  };
};

/** The reverse, the first spatial dimension first, and a crop. */
export const lowerBatchToSpaceNd: Lower<'batch_to_space_nd'> = ({ tf, inputs, outputs }) => {
  const { shape } = operand(inputs, 0);
  const block = operand(inputs, 1).numbers();
  const crops = pairsOf(shape, operand(inputs, 2));
  const result = operand(outputs, 0);
  return (operands, { batch }) => {
    let x: Tensor = apart(operand(operands, 0), shape, batch);
    block.forEach((size, i) => {
      const axis = i + 2;
      const [first = 1, ...others] = x.shape.slice(1, axis);
      const here = x.shape[axis] as number;
      const after = x.shape.slice(axis + 1);
      const phases = x.reshape([batch, size, (first / size) * elementCount(others), here, elementCount(after)]);
      const back = tf.transpose(phases, [0, 2, 3, 1, 4]);
      x = back.reshape([batch, first / size, ...others, here * size, ...after]);
    });
    const begin = crops.map(([before]) => before);
    const sizes = x.shape.map((size, axis) => size - (crops[axis]?.[0] ?? 0) - (crops[axis]?.[1] ?? 0));
    return [together(tf.slice(x, begin, sizes), result, batch)];
  };
};
