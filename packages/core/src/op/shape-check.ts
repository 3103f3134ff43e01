import type { TensorType } from '../ir/type.ts';
import { OperatorError, type Operand } from './define-operator.ts';

const extents = (type: TensorType): string => `[${type.shape.join(', ')}]`;

/** The operand's type. @throws OperatorError where it is absent or has another rank. */
export const expectRank = (operand: Operand | null | undefined, rank: number, what: string): TensorType => {
  if (operand === null || operand === undefined) throw new OperatorError(`${what} is missing`);
  const { type } = operand;
  if (type.shape.length !== rank) {
    throw new OperatorError(`${what} must have ${String(rank)} dimensions, not ${extents(type)}`);
  }
  return type;
};

/** @throws OperatorError where an optional bias is not one value per output channel. */
export const expectBias = (operand: Operand | null | undefined, channels: number): void => {
  if (operand === null || operand === undefined) return;
  const { shape } = operand.type;
  if (shape.length !== 1 || shape[0] !== channels) {
    throw new OperatorError(`bias must be [${String(channels)}], one per output channel, not ${extents(operand.type)}`);
  }
};
