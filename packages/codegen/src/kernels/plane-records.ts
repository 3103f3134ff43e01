/** Constants of a depthwise convolution over planes: zero points, doubling and left shifts go into weights and bias. */

import { quantizedActivationRange, requantizationFactors, type KernelRequest, type PackedConstant } from '@tinyml/core';
import type { PlaneLayout } from './plane-layout.ts';
import type { WeightedOperands } from './weighted-constants.ts';

/** What the requantisation of one channel needs: the high word of sum · multiplier + rounding, shifted right. */
export interface ChannelScale {
  /** Bits by which weights and bias are shifted to the left: one, and the factor's own left shift. */
  readonly left: number;
  readonly multiplier: number;
  readonly right: number;
}

/** The activation's limits, and whether negative sums need the step that rounds halves away from zero. */
export interface OutputRange {
  readonly min: number;
  readonly max: number;
  readonly zeroPoint: number;
  readonly signed: boolean;
}

export const outputRange = (
  request: KernelRequest<'depthwise_conv_2d'>,
  { types: { y } }: WeightedOperands,
): OutputRange => {
  const zeroPoint = y.quant?.zeroPoint[0] ?? 0;
  const [min, max] = quantizedActivationRange(request.node.attrs.activation, y.quant?.scale[0] ?? 1, zeroPoint, 'int8');
  return { min, max, zeroPoint, signed: min < zeroPoint };
};

export const channelScales = ({ types }: WeightedOperands): readonly ChannelScale[] =>
  requantizationFactors(types, false).map(({ multiplier, shift }) =>
    multiplier === 0
      ? { left: 1, multiplier, right: 1 }
      : { left: 1 + Math.max(0, shift), multiplier, right: Math.max(0, -shift) },
  );

/** Σ|w| and Σw of a channel, whose taps are `channels` apart. */
const sums = (
  filter: Int8Array,
  channel: number,
  channels: number,
): { readonly sum: number; readonly reach: number } => {
  let sum = 0;
  let reach = 0;
  for (let i = channel; i < filter.length; i += channels) {
    sum += filter[i] as number;
    reach += Math.abs(filter[i] as number);
  }
  return { sum, reach };
};

const biasOf = ({ bias }: WeightedOperands, channel: number): number =>
  (bias?.constant as Int32Array | undefined)?.[channel] ?? 0;

/** Why the node's numbers do not fit the kernel's fixed-point form, or undefined. */
export const recordProblem = (operands: WeightedOperands, signed: boolean): string | undefined => {
  const { types, filter } = operands;
  const zeroPoint = types.x.quant?.zeroPoint[0] ?? 0;
  const farthest = Math.max(zeroPoint + 128, 127 - zeroPoint);
  for (const [channel, { left, right }] of channelScales(operands).entries()) {
    const { reach } = sums(filter.constant as Int8Array, channel, types.channels);
    if (left > 7 || right > 22) return 'the requantisation factor is out of range';
    if (right === 0 && signed) return 'a requantisation factor of a half or more rounds once';
    if ((Math.abs(biasOf(operands, channel)) + reach * farthest) * 2 ** left >= 2 ** 31)
      return 'the accumulator has no spare bit';
  }
  return undefined;
};

const pair = (low: number, high: number): number => (low & 0xffff) | (high << 16);

/** Orders the weights of one channel, row by row, into words. `at` gives the shifted weight of a tap. */
export type WeightWords = (at: (row: number, column: number) => number, layout: PlaneLayout) => readonly number[];

/** Each row's taps in pairs, the odd last one with a weight of 0. */
export const pairedWeights: WeightWords = (at, { rows, columns }) =>
  Array.from({ length: rows.filter }, (_, row) =>
    Array.from({ length: Math.ceil(columns.filter / 2) }, (_, i) =>
      pair(at(row, 2 * i), 2 * i + 1 < columns.filter ? at(row, 2 * i + 1) : 0),
    ),
  ).flat();

/** 3×3: (w0, w1) of each row, then (w1, w2) of each row. */
export const overlappingWeights: WeightWords = (at) =>
  [0, 1].flatMap((first) => [0, 1, 2].map((row) => pair(at(row, first), at(row, first + 1))));

/** Words of the input, two columns each, that a filter's row takes from its own even or odd column on. */
export const sharedPairs = (taps: number): number => Math.ceil((taps + 1) / 2);

/** Each row's taps in pairs as an even column takes them and as the odd one on its right does, by turns. */
export const sharedWeights: WeightWords = (at, { rows, columns }) => {
  const tap = (row: number, column: number): number => (column < 0 || column >= columns.filter ? 0 : at(row, column));
  return Array.from({ length: rows.filter }, (_, row) =>
    Array.from({ length: sharedPairs(columns.filter) }, (_, i) => [
      pair(tap(row, 2 * i), tap(row, 2 * i + 1)),
      pair(tap(row, 2 * i - 1), tap(row, 2 * i)),
    ]).flat(),
  ).flat();
};

/** The bias with the input zero point's share. */
const foldedBias = (operands: WeightedOperands, channel: number): number => {
  const { types, filter } = operands;
  const { sum } = sums(filter.constant as Int8Array, channel, types.channels);
  return biasOf(operands, channel) - (types.x.quant?.zeroPoint[0] ?? 0) * sum;
};

/** Modulo 2^32: only the whole sum must fit. */
const wrapped = (value: number): number => Number(BigInt.asIntN(32, BigInt(value)));

/** What the records are made from on the core, one byte a weight. */
export const compactConstants = (operands: WeightedOperands): readonly PackedConstant[] => {
  const scales = channelScales(operands);
  return [
    { name: 'filter', ctype: 'int8_t', values: operands.filter.constant as Int8Array },
    { name: 'bias', ctype: 'int32_t', values: scales.map((_, channel) => wrapped(foldedBias(operands, channel))) },
    { name: 'multiplier', ctype: 'int32_t', values: scales.map(({ multiplier }) => multiplier) },
    { name: 'shift', ctype: 'int8_t', values: scales.map(({ left, right }) => left - 1 - right) },
  ];
};

/** One record for each result channel: bias, multiplier, rounding, right shift, weights. */
export const planeRecords = (
  operands: WeightedOperands,
  layout: PlaneLayout,
  outputZeroPoint: number,
  words: WeightWords,
): Int32Array => {
  const { types, filter } = operands;
  const weights = filter.constant as Int8Array;
  const width = filter.type.shape[2] as number;
  const records = channelScales(operands).map(({ left, multiplier, right }, channel) => {
    const at = (row: number, column: number): number => {
      const [ky, kx] = layout.swapped ? [column, row] : [row, column];
      return (weights[(ky * width + kx) * types.channels + channel] as number) * 2 ** left;
    };
    const rounding = (right === 0 ? 0 : 2 ** (right - 1)) + outputZeroPoint * 2 ** right;
    return [wrapped(foldedBias(operands, channel) * 2 ** left), multiplier, rounding, right, ...words(at, layout)];
  });
  return Int32Array.from(records.flat());
};
