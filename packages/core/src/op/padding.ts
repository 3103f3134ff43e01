import type { Shape, TensorType } from '../ir/type.ts';
import { OperatorError } from './define-operator.ts';

/** Elements that precede and follow each dimension. @throws OperatorError for the wrong number, or a negative one */
export const paddingPairs = (shape: Shape, paddings: readonly number[]): readonly (readonly [number, number])[] => {
  if (paddings.length !== 2 * shape.length || paddings.some((count) => count < 0))
    throw new OperatorError(`paddings [${paddings.join(', ')}] do not fit ${String(shape.length)} dimensions`);
  return shape.map((_, axis) => [paddings[2 * axis] as number, paddings[2 * axis + 1] as number]);
};

/** What stands for real zero. */
export const padZero = (type: TensorType): number => type.quant?.zeroPoint[0] ?? 0;
