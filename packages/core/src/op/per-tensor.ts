import type { TensorType } from '../ir/type.ts';
import { OperatorError } from './define-operator.ts';

/** One scale and one zero point for a whole tensor. */
export interface PerTensorQuant {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** Why `type` has no usable per-tensor quantisation, or undefined where it has. `what` names it: `operand 0`. */
export const perTensorProblem = (what: string, type: TensorType): string | undefined => {
  const { quant } = type;
  if (quant === undefined) return `${what} is ${type.dtype} without a scale`;
  if (quant.axis !== undefined || quant.scale.length !== 1 || quant.zeroPoint.length !== 1) {
    return `${what} is quantised per axis; only one scale for the whole tensor is supported here`;
  }
  const scale = quant.scale[0] as number;
  return scale > 0 && Number.isFinite(scale) ? undefined : `${what} has a scale of ${String(scale)}`;
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
