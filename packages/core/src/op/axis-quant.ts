import { elementCount, type TensorType } from '../ir/type.ts';
import { scaleProblem } from './per-tensor.ts';

/** Scale and zero point of every element of a tensor. */
export interface ElementQuant {
  /** Index into the scales of the element at `index`. */
  readonly group: (index: number) => number;
  readonly scale: readonly number[];
  readonly zeroPoint: readonly number[];
}

/** Why the quantisation of `type` is unusable, or undefined. `what` names it. */
export const elementQuantProblem = (what: string, { dtype, shape, quant }: TensorType): string | undefined => {
  if (quant === undefined) return `${what} is ${dtype} without a scale`;
  const groups = quant.axis === undefined ? 1 : (shape[quant.axis] ?? 0);
  if (quant.scale.length !== groups || quant.zeroPoint.length !== groups) {
    return `${what} has ${String(quant.scale.length)} scales and ${String(quant.zeroPoint.length)} zero points where ${String(groups)} are due`;
  }
  for (const [i, scale] of quant.scale.entries()) {
    const problem = scaleProblem(what, dtype, scale, quant.zeroPoint[i] as number);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** The quantisation of each element of a tensor that `elementQuantProblem` accepts; scales as single precision. */
export const elementQuant = ({ shape, quant }: TensorType): ElementQuant => {
  const scale = (quant?.scale ?? [1]).map(Math.fround);
  const zeroPoint = quant?.zeroPoint ?? [0];
  const axis = quant?.axis;
  if (axis === undefined) return { group: () => 0, scale, zeroPoint };
  const inner = elementCount(shape.slice(axis + 1));
  return { group: (index) => Math.floor(index / inner) % scale.length, scale, zeroPoint };
};
