/** The sums of an int8 output channel before requantisation. */

import {
  multiplyByQuantizedMultiplier,
  multiplyByQuantizedMultiplierOnce,
  type QuantizedMultiplier,
} from '@tinyml/core';
import type { ResultLimits } from '../result-limits.ts';
import type { WeightedOperands } from './weighted-constants.ts';

/** From where to where the sums go, and with the zero point's share in the bias. */
export interface ChannelSums {
  readonly weights: Int8Array;
  readonly bias: number;
  readonly reach: readonly [least: number, greatest: number];
}

/** What a sum becomes before the zero point, as the reference rounds it: with one rounding in place of two, or not. */
export const exactly = ({ multiplier, shift }: QuantizedMultiplier, once: boolean): ((sum: number) => number) => {
  const multiply = once ? multiplyByQuantizedMultiplierOnce : multiplyByQuantizedMultiplier;
  return (sum) => multiply(sum, multiplier, shift);
};

/** `weights`: those of the channel. */
export const sumsOf = ({ x, bias }: WeightedOperands, weights: Int8Array, channel: number): ChannelSums => {
  const input = x.type.quant?.zeroPoint[0] ?? 0;
  const offset = (bias?.constant as Int32Array | undefined)?.[channel] ?? 0;
  let sum = 0;
  let least = offset;
  let greatest = offset;
  for (const weight of weights) {
    sum += weight;
    least += weight * ((weight > 0 ? -128 : 127) - input);
    greatest += weight * ((weight > 0 ? 127 : -128) - input);
  }
  return { weights, bias: offset - input * sum, reach: [least, greatest] };
};

/** The one result, where all sums give the same. */
export const constantResult = (
  { reach }: ChannelSums,
  factor: QuantizedMultiplier,
  { min, max, zeroPoint }: ResultLimits,
  once: boolean,
): number | undefined => {
  // A left shift may wrap; else rounding is monotonic, and the ends decide.
  if (factor.shift > 0) return undefined;
  const exact = exactly(factor, once);
  const [least, greatest] = reach.map((sum) => Math.min(max, Math.max(min, zeroPoint + exact(sum))));
  return least === greatest ? least : undefined;
};
