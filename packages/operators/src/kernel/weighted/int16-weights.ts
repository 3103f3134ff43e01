/** Weights of 8 bits against activations of 16: how wide their sums are, and what scales them. */

import {
  elementCount,
  quantizedActivationRange,
  requantizationFactors,
  type Activation,
  type PackedConstant,
  type QuantizedMultiplier,
  type TensorType,
  type WeightedTypes,
} from '@tinyml/core';
import type { WeightedOperands } from './weighted-constants.ts';

const biasOf = ({ bias, types }: WeightedOperands): readonly number[] => {
  const values = bias?.constant as ArrayLike<number | bigint> | undefined;
  return values === undefined ? new Array<number>(types.channels).fill(0) : Array.from(values, Number);
};

/** Kernels are asked more than once. */
const memo = new WeakMap<object, Map<string, readonly number[]>>();

const magnitudes = (weights: Int8Array, { shape }: TensorType, axis: number): readonly number[] => {
  const all = memo.get(weights) ?? new Map<string, readonly number[]>();
  memo.set(weights, all);
  const key = `${shape.join()} ${String(axis)}`;
  const known = all.get(key);
  if (known !== undefined) return known;
  const channels = shape[axis] as number;
  const inner = elementCount(shape.slice(axis + 1));
  const sums = new Array<number>(channels).fill(0);
  weights.forEach((weight, i) => {
    const channel = Math.floor(i / inner) % channels;
    sums[channel] = (sums[channel] as number) + Math.abs(weight);
  });
  all.set(key, sums);
  return sums;
};

/** The greatest magnitude that the sum of each channel can have, whatever the activations are. */
const reaches = (operands: WeightedOperands): readonly number[] => {
  const { filter, types } = operands;
  const bias = biasOf(operands);
  const weights = filter.constant as Int8Array | undefined;
  if (weights === undefined) return [];
  return magnitudes(weights, filter.type, types.axis).map((sum, c) => sum * 32768 + Math.abs(bias[c] as number));
};

/** Whether a convolution's results are rounded twice: LiteRT does where the bias has 32 bits. */
export const roundsTwice = ({ bias }: WeightedTypes): boolean => bias?.dtype === 'int32';

/** Whether some sum may exceed 32 bits. */
export const isWide = (operands: WeightedOperands): boolean => reaches(operands).some((reach) => reach >= 2 ** 31);

/**
 * Multipliers of the results. A convolution with sums of 64 bits has the upper 16 bits of each, as in LiteRT; they are
 * written in their place, so that all are scaled alike.
 */
const factorsOf = (types: WeightedTypes, once: boolean): readonly QuantizedMultiplier[] => {
  const factors = requantizationFactors(types, false);
  if (once || roundsTwice(types)) return factors;
  return factors.map(({ multiplier, shift }) => ({
    multiplier: 65536 * Math.min(0x7fff, (multiplier + 0x8000) >>> 16),
    shift,
  }));
};

/** Why no kernel computes the node, or undefined. `once`: it is a matrix product. */
export const int16Problem = (operands: WeightedOperands, once: boolean): string | undefined => {
  const { types } = operands;
  const reach = reaches(operands);
  const most = Math.max(0, ...reach);
  if (!once && roundsTwice(types) && most >= 2 ** 31) return 'the accumulator could exceed 32 bits';
  // A matrix product's multiplier has 31 bits, of which the reference forms products without loss up to here.
  if (most >= 2 ** (once ? 37 : 46)) return 'the accumulator could exceed 64 bits';
  const outOfRange = factorsOf(types, once).some(
    ({ multiplier, shift }, c) => shift > 14 || (reach[c] as number) * multiplier * 2 ** (shift - 31) >= 2 ** 30,
  );
  return outOfRange ? 'the requantisation factor is out of range' : undefined;
};

/** The arrays after the filter. A wide bias is in two parts, of which the lower one has 24 bits. */
export const int16Constants = (operands: WeightedOperands, wide: boolean, once: boolean): readonly PackedConstant[] => {
  const factors = factorsOf(operands.types, once);
  const bias = biasOf(operands);
  const high = bias.map((value) => Math.floor(value / 2 ** 24));
  const low = bias.map((value, c) => value - (high[c] as number) * 2 ** 24);
  return [
    ...(wide ? [{ name: 'bias_high', ctype: 'int32_t', values: high } as const] : []),
    { name: 'bias', ctype: 'int32_t', values: wide ? low : bias },
    { name: 'multiplier', ctype: 'int32_t', values: factors.map(({ multiplier }) => multiplier) },
    { name: 'shift', ctype: 'int8_t', values: factors.map(({ shift }) => shift) },
  ];
};

/** Limits of the activation, in stored integers. */
export const int16Limits = (
  { y }: Pick<WeightedTypes, 'y'>,
  activation: Activation,
): Readonly<Record<'min' | 'max', number>> => {
  const [min, max] = quantizedActivationRange(activation, y.quant?.scale[0] ?? 1, 0, 'int16');
  return { min, max };
};
