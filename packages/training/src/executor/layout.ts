// How the samples of a batch lie in a tensor. A value of graph type [a, b, …] is [n·a, b, …] for n samples, one sample
// after another; a scalar is [n]. Operators that treat entries of the first dimension alike need not know: those are
// most, and in most graphs a is 1. The others look at it as [n, a, b, …].
import { OperatorError, sameShape, type Shape } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { GradientOperand } from './gradient.ts';

/** Shape of a value of graph type `shape` for `batch` samples. */
export const batchShape = (shape: Shape, batch: number): number[] => {
  const [first = 1, ...rest] = shape;
  return [batch * first, ...rest];
};

/**
 * A network's inputs and outputs as its callers see them, [batch, …]: a first dimension of 1 in the graph is the batch; any
 * other belongs to the sample, and the batch stands before it.
 */
export const outerShape = (shape: Shape, batch: number): number[] =>
  shape[0] === 1 ? [batch, ...shape.slice(1)] : [batch, ...shape];

/** The same elements under another shape; nothing where it is that shape already. */
export const reshaped = (tensor: Tensor, shape: Shape): Tensor =>
  sameShape(tensor.shape, shape) ? tensor : tensor.reshape([...shape]);

/** How operators see the samples of a batch. */
export interface Layout {
  /** [n·a, b, …] as [n, a, b, …]. */
  apart(tensor: Tensor, shape: Shape, batch: number): Tensor;
  /** [n, a, b, …] as [n·a, b, …]. */
  together(tensor: Tensor, shape: Shape, batch: number): Tensor;
  /** An operand as [n, a, b, …], one that all samples share repeated. */
  spread(tensor: Tensor, operand: GradientOperand, batch: number): Tensor;
}

export const apart = (tensor: Tensor, shape: Shape, batch: number): Tensor => reshaped(tensor, [batch, ...shape]);

export const together = (tensor: Tensor, shape: Shape, batch: number): Tensor =>
  reshaped(tensor, batchShape(shape, batch));

const spread = (tensor: Tensor, { shape, batched }: GradientOperand, batch: number): Tensor =>
  batched || batch === 1
    ? apart(tensor, shape, batch)
    : tensor.reshape([1, ...shape]).tile([batch, ...shape.map(() => 1)]);

export const layout: Layout = { apart, together, spread };

/** @throws OperatorError where operand `index` is absent */
export const operand = <T>(operands: readonly (T | null | undefined)[], index: number): T => {
  const found = operands[index];
  if (found == null) throw new OperatorError(`needs operand ${String(index)}`);
  return found;
};
