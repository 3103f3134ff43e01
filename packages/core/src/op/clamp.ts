import type { Activation } from '../ir/ops.ts';
import { activationRange } from './fixed-point.ts';

/** `value` in [low, high]; NaN stays NaN. */
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Least and greatest int32 that a fused activation lets pass. */
export const int32ActivationRange = (activation: Activation): readonly [min: number, max: number] => {
  const [min, max] = activationRange(activation);
  return [Math.max(min, -2147483648), Math.min(max, 2147483647)];
};

type Pair<Element> = (a: Element, b: Element) => Element;

/** `f`, wrapped to `dtype`, then limited by the activation. */
export const integerActivation = (dtype: 'int16' | 'int32', activation: Activation, f: Pair<number>): Pair<number> => {
  const [low, high] = activationRange(activation);
  const unused = dtype === 'int16' ? 16 : 0;
  return (a, b) => clamp((f(a, b) << unused) >> unused, low, high);
};

/** The same for 64 bits. */
export const integerActivation64 = (activation: Activation, f: Pair<bigint>): Pair<bigint> => {
  const [low, high] = activationRange(activation).map((limit) => (Number.isFinite(limit) ? BigInt(limit) : undefined));
  return (a, b) => {
    const value = BigInt.asIntN(64, f(a, b));
    if (low !== undefined && value < low) return low;
    return high !== undefined && value > high ? high : value;
  };
};
