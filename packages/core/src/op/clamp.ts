import type { Activation } from '../ir/ops.ts';
import { activationRange } from './fixed-point.ts';

/** `value` in [low, high]; NaN stays NaN. */
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Least and greatest int32 that a fused activation lets pass. */
export const int32ActivationRange = (activation: Activation): readonly [min: number, max: number] => {
  const [min, max] = activationRange(activation);
  return [Math.max(min, -2147483648), Math.min(max, 2147483647)];
};
