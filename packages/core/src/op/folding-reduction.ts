import { allocate } from '../ir/tensor.ts';
import { elementCount } from '../ir/type.ts';
import { defineOperator, OperatorError, type Operator } from './define-operator.ts';
import { constantNumbers, indexProblem, movementProblem, operandNumbers, required } from './movement.ts';
import { reducedStrides, resolveAxes } from './reduction.ts';
import type { Traits } from './traits.ts';

/** Combines the elements along axes two at a time, in the operand's own type and units. */
export const foldingOperator = <Name extends 'reduce_max' | 'reduce_min' | 'reduce_prod'>(
  name: Name,
  summary: string,
  combine: (a: number, b: number) => number,
  quantised: boolean,
  traits: Traits = {},
): Operator<Name> =>
  defineOperator<Name>({
    name,
    version: 1,
    summary,
    traits: { reducesAxes: 1, ...traits },
    attributes: {
      type: 'object',
      additionalProperties: false,
      required: ['keepDims'],
      properties: { keepDims: { type: 'boolean' } },
    },
    arity: { inputs: [2, 2], outputs: [1, 1] },
    infer({ attrs, inputs }) {
      const { type } = required(inputs[0]);
      const axes = resolveAxes(constantNumbers('the axes', inputs[1]), type.shape.length);
      if (axes.some((axis) => type.shape[axis] === 0)) throw new OperatorError('there is nothing along an axis');
      const shape = attrs.keepDims
        ? type.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
        : type.shape.filter((_, axis) => !axes.includes(axis));
      return [{ ...type, shape }];
    },
    check({ inputs: [x, axes], outputs }) {
      const problem = indexProblem('axes', axes) ?? movementProblem([x], outputs);
      if (problem !== undefined || x == null) return problem;
      const types = quantised ? ['float32', 'int32', 'int8'] : ['float32', 'int32'];
      if (x.quant?.axis !== undefined) return 'a scale per channel is not supported';
      return types.includes(x.dtype) ? undefined : `${x.dtype} is not supported`;
    },
    run({ inputs: [x, axesOperand], outputs }) {
      const { type, data } = required(x);
      const axes = resolveAxes(operandNumbers('axes', axesOperand), type.shape.length);
      const strides = reducedStrides(type.shape, axes);
      const result = allocate(type.dtype, elementCount(required(outputs[0]).shape)) as Float32Array;
      const seen = new Uint8Array(result.length);
      const index = type.shape.map(() => 0);
      for (const value of data as Float32Array) {
        const to = index.reduce((sum, at, axis) => sum + at * (strides[axis] as number), 0);
        result[to] = seen[to] === 0 ? value : combine(result[to] as number, value);
        seen[to] = 1;
        for (let axis = index.length - 1; axis >= 0; axis--) {
          index[axis] = (index[axis] as number) + 1;
          if ((index[axis] as number) < (type.shape[axis] as number)) break;
          index[axis] = 0;
        }
      }
      return [result];
    },
    macs: () => 0,
  });
