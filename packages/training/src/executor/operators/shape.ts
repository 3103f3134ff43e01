import type { Shape } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { apart, operand, spread, together } from '../layout.ts';
import type { Lower, Operand } from '../lowering.ts';

type Reshaping = 'reshape' | 'squeeze' | 'expand_dims' | 'identity';

/** The same elements under another shape; samples stay one after another, whatever the shapes. */
export const lowerReshape: Lower<Reshaping> = ({ outputs }) => {
  const shape = operand(outputs, 0);
  return (operands, { batch }) => [together(operand(operands, 0), shape, batch)];
};

/** `axis` counted from the front. */
export const fromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

const tensors = (operands: readonly (Tensor | null)[]): readonly Tensor[] =>
  operands.map((_, i) => operand(operands, i));

/** Operands side by side: along the first dimension only within a sample. */
export const lowerConcatenation: Lower<'concatenation'> = ({ tf, attrs, inputs, outputs }) => {
  const shape = operand(outputs, 0);
  const axis = fromFront(attrs.axis, shape.length);
  const all = inputs.map((_, i): Operand => operand(inputs, i));
  const plain = axis > 0 && all.every(({ batched }) => batched);
  return (operands, { batch }) => {
    const parts = tensors(operands);
    if (plain || batch === 1) return [tf.concat([...parts], axis)];
    const spreadParts = parts.map((part, i) => spread(part, operand(all, i), batch));
    return [together(tf.concat(spreadParts, axis + 1), shape, batch)];
  };
};

export const lowerPack: Lower<'pack'> = ({ tf, attrs, inputs, outputs }) => {
  const shape = operand(outputs, 0);
  const axis = fromFront(attrs.axis, shape.length);
  return (operands, { batch }) => {
    const parts = tensors(operands).map((part, i) => spread(part, operand(inputs, i), batch));
    return [together(tf.stack(parts, axis + 1), shape, batch)];
  };
};

export const lowerUnpack: Lower<'unpack'> = ({ tf, attrs, inputs, outputs }) => {
  const { shape } = operand(inputs, 0);
  const axis = fromFront(attrs.axis, shape.length);
  // Of a single part, TensorFlow.js has no gradient.
  if (attrs.count === 1) return (operands, { batch }) => [together(operand(operands, 0), operand(outputs, 0), batch)];
  return (operands, { batch }) => {
    const parts = tf.unstack(apart(operand(operands, 0), shape, batch), axis + 1);
    return parts.map((part, i) => together(part, operand(outputs, i), batch));
  };
};

export const lowerSplit: Lower<'split'> = ({ tf, attrs, inputs, outputs }) => {
  const { shape } = operand(inputs, 1);
  const axis = fromFront(operand(operand(inputs, 0).numbers(), 0), shape.length);
  if (attrs.numSplits === 1) return (operands) => [operand(operands, 1)];
  return (operands, { batch }) => {
    const parts = tf.split(apart(operand(operands, 1), shape, batch), attrs.numSplits, axis + 1);
    return parts.map((part, i) => together(part, operand(outputs, i), batch));
  };
};

export const lowerTranspose: Lower<'transpose'> = ({ tf, inputs, outputs }) => {
  const { shape } = operand(inputs, 0);
  const result: Shape = operand(outputs, 0);
  const order = operand(inputs, 1)
    .numbers()
    .map((axis) => fromFront(axis, shape.length));
  return (operands, { batch }) => {
    const x = operand(operands, 0);
    if (order[0] === 0) return [tf.transpose(x, order)];
    const moved = tf.transpose(apart(x, shape, batch), [0, ...order.map((axis) => axis + 1)]);
    return [together(moved, result, batch)];
  };
};

/** Real zero, or a constant third operand, around a tensor. */
export const lowerPad: Lower<'pad'> = ({ tf, inputs, outputs }) => {
  const { shape } = operand(inputs, 0);
  const result = operand(outputs, 0);
  const numbers = operand(inputs, 1).numbers();
  const value = inputs[2]?.numbers()[0] ?? 0;
  const pairs = shape.map((_, axis): [number, number] => [numbers[2 * axis] ?? 0, numbers[2 * axis + 1] ?? 0]);
  const plain = pairs[0]?.every((count) => count === 0) ?? true;
  return (operands, { batch }) => {
    const x = operand(operands, 0);
    if (plain) return [tf.pad(x, pairs, value)];
    return [together(tf.pad(apart(x, shape, batch), [[0, 0], ...pairs], value), result, batch)];
  };
};
