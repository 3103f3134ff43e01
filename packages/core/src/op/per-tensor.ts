import { integerRange, type DType, type IntegerDType } from '../ir/dtype.ts';
import type { TensorType } from '../ir/type.ts';
import { OperatorError } from './define-operator.ts';

/** One scale and one zero point for a whole tensor. */
export interface PerTensorQuant {
  readonly scale: number;
  readonly zeroPoint: number;
}

const integers: ReadonlySet<DType> = new Set<IntegerDType>(['int4', 'int8', 'uint8', 'int16', 'int32']);

/** Why one scale and zero point cannot be those of a tensor of `dtype`, or undefined. */
export const scaleProblem = (what: string, dtype: DType, scale: number, zeroPoint: number): string | undefined => {
  const single = Math.fround(scale);
  if (!(single > 0 && Number.isFinite(single))) return `${what} has a scale of ${String(scale)}`;
  const [low, high] = integers.has(dtype) ? integerRange(dtype as IntegerDType) : [0, 0];
  return Number.isInteger(zeroPoint) && zeroPoint >= low && zeroPoint <= high
    ? undefined
    : `${what} has a zero point of ${String(zeroPoint)}, which ${dtype} cannot hold`;
};

/** Why `type` has no usable per-tensor quantisation, or undefined where it has. `what` names it: `operand 0`. */
export const perTensorProblem = (what: string, type: TensorType): string | undefined => {
  const { quant } = type;
  if (quant === undefined) return `${what} is ${type.dtype} without a scale`;
  if (quant.axis !== undefined || quant.scale.length !== 1 || quant.zeroPoint.length !== 1) {
    return `${what} is quantised per axis; only one scale for the whole tensor is supported here`;
  }
  return scaleProblem(what, type.dtype, quant.scale[0] as number, quant.zeroPoint[0] as number);
};

/**
 * The scale (as single precision) and zero point of a tensor.
 * @throws OperatorError where it has none, or one per index of an axis.
 */
export const perTensorQuant = (type: TensorType): PerTensorQuant => {
  const problem = perTensorProblem('the tensor', type);
  if (problem !== undefined) throw new OperatorError(problem);
  return { scale: Math.fround(type.quant?.scale[0] as number), zeroPoint: type.quant?.zeroPoint[0] as number };
};
