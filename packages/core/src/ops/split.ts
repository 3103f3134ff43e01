import type { Shape } from '../ir/type.ts';
import { defineOperator, OperatorError } from '../op/define-operator.ts';
import {
  constantNumbers,
  indexProblem,
  movementProblem,
  operandNumbers,
  required,
  resolveAxis,
} from '../op/movement.ts';
import { gather, rowMajorStrides, type StridedView } from '../op/strided-copy.ts';

/** The `count` equal parts of a tensor along `axis`. @throws OperatorError where it does not divide */
export const splitViews = (shape: Shape, axis: number, count: number): readonly StridedView[] => {
  const along = resolveAxis(axis, shape.length);
  const size = (shape[along] as number) / count;
  if (!Number.isInteger(size))
    throw new OperatorError(`${String(shape[along])} does not divide into ${String(count)} parts`);
  const strides = rowMajorStrides(shape);
  const part = shape.map((dimension, index) => (index === along ? size : dimension));
  return Array.from({ length: count }, (_, index) => ({
    shape: part,
    strides,
    start: index * size * (strides[along] as number),
  }));
};

/** Equal parts along an axis. */
export const split = defineOperator({
  name: 'split',
  version: 1,
  summary: 'equal parts along an axis',
  attributes: {
    type: 'object',
    additionalProperties: false,
    required: ['numSplits'],
    properties: { numSplits: { type: 'integer', minimum: 1 } },
  },
  arity: { inputs: [2, 2], outputs: [1, Infinity] },
  infer({ attrs, inputs: [axis, x] }) {
    const { type } = required(x);
    const [along] = constantNumbers('the axis', axis);
    if (along === undefined) throw new OperatorError('the axis is missing');
    return splitViews(type.shape, along, attrs.numSplits).map(({ shape }) => ({ ...type, shape }));
  },
  check: ({ attrs, inputs: [axis, x], outputs }) =>
    outputs.length === attrs.numSplits
      ? (indexProblem('an axis', axis) ?? movementProblem([x], outputs))
      : `${String(outputs.length)} results for ${String(attrs.numSplits)} parts`,
  run({ attrs, inputs: [axis, x] }) {
    const { type, data } = required(x);
    const [along = 0] = operandNumbers('an axis', axis);
    return splitViews(type.shape, along, attrs.numSplits).map((view) => gather(type.dtype, data, view));
  },
  macs: () => 0,
});
