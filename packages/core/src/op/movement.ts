import type { Tensor, TensorData } from '../ir/tensor.ts';
import { sameQuant, type TensorType } from '../ir/type.ts';
import { OperatorError, type Operand } from './define-operator.ts';

/** Why an operator that moves elements cannot run: operands and results must have one type, quantisation included. */
export const movementProblem = (
  inputs: readonly (TensorType | null | undefined)[],
  outputs: readonly TensorType[],
): string | undefined => {
  const [first, ...others] = [...inputs, ...outputs];
  if (first == null) return 'needs an operand';
  for (const type of others) {
    if (type == null) continue;
    if (type.dtype !== first.dtype)
      return `operands and results must have one type, not ${first.dtype} and ${type.dtype}`;
    // Along an axis the scales move with the elements; what then holds only the pass that moves them can know.
    const along = (first.quant?.axis ?? type.quant?.axis) !== undefined;
    if (!along && !sameQuant(first.quant, type.quant))
      return 'operands and results must have the same scale and zero point';
  }
  return undefined;
};

/** Why an operand that gives sizes or positions has the wrong type, or undefined. */
export const indexProblem = (what: string, type: TensorType | null | undefined): string | undefined =>
  type == null || type.dtype === 'int32' || type.dtype === 'int64'
    ? undefined
    : `${what} of type ${type.dtype}; int32 and int64 are supported`;

const asNumbers = (data: TensorData): readonly number[] => Array.from(data as Int32Array, Number);

/** The elements of a constant operand. @throws OperatorError where it is missing or computed */
export const constantNumbers = (what: string, operand: Operand | null | undefined): readonly number[] => {
  if (operand?.constant === undefined) throw new OperatorError(`${what} must be a constant`);
  return asNumbers(operand.constant);
};

/** The elements of an operand at run time. */
export const operandNumbers = (what: string, tensor: Tensor | null | undefined): readonly number[] => {
  if (tensor == null) throw new OperatorError(`needs ${what}`);
  return asNumbers(tensor.data);
};

/** The first operand. @throws OperatorError where there is none */
export const required = <T>(operand: T | null | undefined): T => {
  if (operand == null) throw new OperatorError('needs an operand');
  return operand;
};

/** `axis` counted from the front. @throws OperatorError for one that `rank` dimensions do not have */
export const resolveAxis = (axis: number, rank: number): number => {
  const resolved = axis < 0 ? axis + rank : axis;
  if (resolved < 0 || resolved >= rank)
    throw new OperatorError(`axis ${String(axis)} is not one of ${String(rank)} dimensions`);
  return resolved;
};
