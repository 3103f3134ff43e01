import type { Tf } from '../../backend.ts';
import { broadcastShape, sameShape, type Shape } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { operand, together } from '../layout.ts';
import type { Lower, Operand } from '../lowering.ts';
import { activate } from './activation.ts';

type Combine = (tf: Tf, a: Tensor, b: Tensor) => Tensor;

/** Whether two operands broadcast as they lie: a first dimension means the same in both, or one has none. */
const alignsAsItLies = (a: Operand, b: Operand): boolean => {
  if (a.batched && b.batched)
    return a.shape.length === b.shape.length && a.shape[0] === b.shape[0] && a.shape.length > 0;
  if (!a.batched && !b.batched) return true;
  const [shared, own] = a.batched ? [b.shape, a.shape] : [a.shape, b.shape];
  return shared.length < own.length || (shared.length === own.length && shared[0] === 1 && own.length > 0);
};

/** [n or 1, 1, …, a, b, …] with as many dimensions as the result has beside the samples. */
const aligned = (tensor: Tensor, { shape, batched }: Operand, rank: number, batch: number): Tensor =>
  tensor.reshape([batched ? batch : 1, ...new Array<number>(rank - shape.length).fill(1), ...shape]);

const lowerBinary =
  (f: Combine) =>
  (tf: Tf, a: Operand, b: Operand, result: Shape) =>
  (x: Tensor, y: Tensor, batch: number): Tensor => {
    if (alignsAsItLies(a, b)) return f(tf, x, y);
    const rank = result.length;
    return together(f(tf, aligned(x, a, rank, batch), aligned(y, b, rank, batch)), result, batch);
  };

const lowerArithmetic = (f: Combine): Lower<'add' | 'sub' | 'mul'> => {
  const binary = lowerBinary(f);
  return ({ tf, attrs, inputs, outputs }) => {
    const combine = binary(tf, operand(inputs, 0), operand(inputs, 1), operand(outputs, 0));
    const finish = activate(tf, attrs.activation);
    return (operands, { batch }) => [finish(combine(operand(operands, 0), operand(operands, 1), batch))];
  };
};

const lowerExtreme = (f: Combine): Lower<'minimum' | 'maximum'> => {
  const binary = lowerBinary(f);
  return ({ tf, inputs, outputs }) => {
    const combine = binary(tf, operand(inputs, 0), operand(inputs, 1), operand(outputs, 0));
    return (operands, { batch }) => [combine(operand(operands, 0), operand(operands, 1), batch)];
  };
};

export const lowerAdd = lowerArithmetic((tf, a, b) => tf.add(a, b));
export const lowerSub = lowerArithmetic((tf, a, b) => tf.sub(a, b));
export const lowerMul = lowerArithmetic((tf, a, b) => tf.mul(a, b));

/** The gradients of minimum and maximum leave out the sum over what is repeated; that of a sum has it. */
const repeated = (tf: Tf, tensor: Tensor, shape: Shape): Tensor =>
  sameShape(tensor.shape, shape) ? tensor : tf.add(tensor, tf.zeros([...shape]));

const ofEqualShape =
  (f: Combine): Combine =>
  (tf, a, b) => {
    const shape = broadcastShape(a.shape, b.shape);
    return f(tf, repeated(tf, a, shape), repeated(tf, b, shape));
  };

export const lowerMinimum = lowerExtreme(ofEqualShape((tf, a, b) => tf.minimum(a, b)));
export const lowerMaximum = lowerExtreme(ofEqualShape((tf, a, b) => tf.maximum(a, b)));
