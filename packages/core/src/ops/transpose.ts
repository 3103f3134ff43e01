import type { Shape } from '../ir/type.ts';
import { defineOperator, OperatorError } from '../op/define-operator.ts';
import { constantNumbers, indexProblem, movementProblem, operandNumbers, required } from '../op/movement.ts';
import { noAttributes } from '../op/no-attributes.ts';
import { gather, rowMajorStrides, type StridedView } from '../op/strided-copy.ts';

/** Dimension i of the result is dimension perm[i] of x. @throws OperatorError where `perm` is no permutation */
export const transposeView = (shape: Shape, perm: readonly number[]): StridedView => {
  const axes = perm.map((axis) => (axis < 0 ? axis + shape.length : axis));
  const complete = axes.length === shape.length && shape.every((_, axis) => axes.includes(axis));
  if (!complete) throw new OperatorError(`[${perm.join(', ')}] is not an order of ${String(shape.length)} dimensions`);
  const strides = rowMajorStrides(shape);
  return {
    shape: axes.map((axis) => shape[axis] as number),
    strides: axes.map((axis) => strides[axis] as number),
    start: 0,
  };
};

/** Dimensions in another order. */
export const transpose = defineOperator({
  name: 'transpose',
  version: 1,
  summary: 'dimensions in another order',
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
