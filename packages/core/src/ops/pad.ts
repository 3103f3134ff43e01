import { allocate } from '../ir/tensor.ts';
import { elementCount, type Shape, type TensorType } from '../ir/type.ts';
import { defineOperator, OperatorError } from '../op/define-operator.ts';
import { constantNumbers, indexProblem, movementProblem, operandNumbers, required } from '../op/movement.ts';
import { noAttributes } from '../op/no-attributes.ts';
import { rowMajorStrides, scatter } from '../op/strided-copy.ts';

/** Elements in front of and behind each dimension. @throws OperatorError for the wrong number, or a negative one */
export const paddingPairs = (shape: Shape, paddings: readonly number[]): readonly (readonly [number, number])[] => {
  if (paddings.length !== 2 * shape.length || paddings.some((count) => count < 0))
    throw new OperatorError(`paddings [${paddings.join(', ')}] do not fit ${String(shape.length)} dimensions`);
  return shape.map((_, axis) => [paddings[2 * axis] as number, paddings[2 * axis + 1] as number]);
};

/** What stands for real zero. */
export const padZero = (type: TensorType): number => type.quant?.zeroPoint[0] ?? 0;

/** Elements of one value around a tensor: real 0 (the zero point of a quantised one), or the third operand. */
export const pad = defineOperator({
  name: 'pad',
  version: 1,
  summary: 'elements of one value around a tensor',
  attributes: noAttributes,
  arity: { inputs: [2, 3], outputs: [1, 1] },
  infer({ inputs: [x, paddings] }) {
    const { type } = required(x);
    const pairs = paddingPairs(type.shape, constantNumbers('the paddings', paddings));
    return [
      { ...type, shape: type.shape.map((size, axis) => size + (pairs[axis]?.[0] ?? 0) + (pairs[axis]?.[1] ?? 0)) },
    ];
  },
  check({ inputs: [x, paddings, value], outputs }) {
    if (value != null && elementCount(value.shape) !== 1) return 'the value to pad with must be one element';
    if (x?.quant?.axis !== undefined) return 'a scale per channel is not supported';
    return indexProblem('paddings', paddings) ?? movementProblem([x, value], outputs);
  },
  run({ inputs: [x, paddings, value], outputs }) {
    const { type, data } = required(x);
    const output = required(outputs[0]);
    const strides = rowMajorStrides(output.shape);
    const result = allocate(output.dtype, elementCount(output.shape));
    const filler = value == null ? padZero(output) : (value.data[0] as number);
    (result as Int8Array).fill((result instanceof BigInt64Array ? BigInt(filler) : filler) as number);
    const pairs = paddingPairs(type.shape, operandNumbers('paddings', paddings));
    const start = pairs.reduce((sum, [before], axis) => sum + before * (strides[axis] as number), 0);
    scatter(result, { shape: type.shape, strides, start }, data);
    return [result];
  },
  macs: () => 0,
});
