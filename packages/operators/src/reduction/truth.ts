import {
  constantNumbers,
  elementCount,
  indexProblem,
  operandNumbers,
  reducedShape,
  reducedStrides,
  required,
  resolveAxes,
  visitReduced,
  type TensorType,
  type InferRequest,
  type OpName,
  type RunRequest,
  type TypedRequest,
} from '@tinyml/core';
import { reductionAttributes, type Reduction } from './folding.ts';

/** An operator that combines the truth values along axes, `empty` being the combination of none. */
export const truth = (combine: (a: number, b: number) => number, empty: 0 | 1) =>
  ({
    version: 1,
    attributes: reductionAttributes,
    arity: { inputs: [2, 2], outputs: [1, 1] },
    infer({ attrs, inputs: [x, axes] }: Reduction<InferRequest<OpName>>): readonly TensorType[] {
      const { type } = required(x);
      const along = resolveAxes(constantNumbers('the axes', axes), type.shape.length);
      return [{ dtype: 'bool', shape: reducedShape(type.shape, along, attrs.keepDims) }];
    },
    check: ({ inputs: [x, axes], outputs: [y] }: Reduction<TypedRequest<OpName>>) =>
      x?.dtype === 'bool' && y?.dtype === 'bool' ? indexProblem('axes', axes) : 'operand and result must be bool',
    run({ inputs: [x, axes], outputs: [y] }: Reduction<RunRequest<OpName>>) {
      const { type, data } = required(x);
      const along = resolveAxes(operandNumbers('axes', axes), type.shape.length);
      const result = new Uint8Array(elementCount(required(y).shape)).fill(empty);
      visitReduced(type.shape, reducedStrides(type.shape, along), (from, to) => {
        result[to] = combine(result[to] as number, data[from] as number);
      });
      return [result];
    },
    macs: () => 0,
  }) as const;
