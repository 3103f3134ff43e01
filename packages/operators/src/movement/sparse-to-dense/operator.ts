import {
  allocate,
  constantNumbers,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  none,
  operandNumbers,
  OperatorError,
  required,
  rowMajorStrides,
  type OptionsOf,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['validateIndices'],
  properties: { validateIndices: { type: 'boolean', description: 'LiteRT looks at indices before it uses them' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly sparse_to_dense: OptionsOf<typeof attributes>;
  }
}

/**
 * A tensor of one value, but for the places that indices name. Operands: indices [], [k] or [k, dimensions]; the shape, a constant; values
 * [] or [k]; the value elsewhere []. Of equal indices the last counts; one outside of the shape is left out, in C as here.
 */
export const sparseToDense = defineOperator({
  name: 'sparse_to_dense',
  version: 1,
  summary: 'one value everywhere, but for the places that indices name',
  slots: {
    keras: none('Keras has no such layer'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
  attributes,
  arity: { inputs: [4, 4], outputs: [1, 1] },
  infer({ inputs: [indices, shapeOperand, values] }) {
    const shape = constantNumbers('the shape', shapeOperand);
    const places = required(indices).type.shape;
    const { type } = required(values);
    const depth = places.length < 2 ? 1 : (places[1] as number);
    const count = places[0] ?? 1;
    if (places.length > 2 || depth !== shape.length)
      throw new OperatorError(`indices [${places.join(', ')}] for ${String(shape.length)} dimensions`);
    if (type.shape.length > 1 || (type.shape.length === 1 && type.shape[0] !== count))
      throw new OperatorError(`values must be one, or [${String(count)}]`);
    return [{ ...type, shape }];
  },
  check: ({ inputs: [indices, shape, values, other], outputs }) =>
    indexProblem('indices', indices) ?? indexProblem('a shape', shape) ?? movementProblem([values, other], outputs),
  run({ inputs: [indices, , values, other], outputs }) {
    const { type, data } = required(values);
    const { shape } = required(outputs[0]);
    const numbers = operandNumbers('indices', indices);
    const strides = rowMajorStrides(shape);
    const result = allocate(type.dtype, elementCount(shape)) as Int32Array;
    result.fill((required(other).data as Int32Array)[0] as number);
    for (let k = 0; k * shape.length < numbers.length; k++) {
      const at = numbers.slice(k * shape.length, (k + 1) * shape.length);
      if (at.some((index, axis) => index < 0 || index >= (shape[axis] as number))) continue;
      const to = at.reduce((sum, index, axis) => sum + index * (strides[axis] as number), 0);
      result[to] = (data as Int32Array)[data.length === 1 ? 0 : k] as number;
    }
    return [result];
  },
  macs: () => 0,
});
