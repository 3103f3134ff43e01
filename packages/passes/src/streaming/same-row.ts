import type { TimeRead } from './time-slot.ts';

/** Each row from the same row of the operand alone. */
export const sameRow = (operand: number): TimeRead => ({ operand, stride: 1, before: 0, extent: 1 });
