/** Constants of a depthwise convolution over planes: zero points and scales go into weights, biases and records. */

import { requantizationFactors, type KernelRequest, type PackedConstant, type QuantizedMultiplier } from '@tinyml/core';
import { constantResult, exactly, sumsOf, type ChannelSums } from '../../../kernel/weighted/channel-sums.ts';
import { oneStepScale, oneStepUnit } from '../../../kernel/weighted/one-step-scale.ts';
import type { PlaneLayout } from './plane-layout.ts';
import { resultLimits, type ResultLimits } from '../../../kernel/result-limits.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

export const planeResults = (
  request: KernelRequest<'depthwise_conv_2d'>,
  { types: { y } }: WeightedOperands,
): ResultLimits => resultLimits(request.node.attrs.activation, y);

/** One result channel: its taps in the filter's order, and its sums. */
export interface Channel extends ChannelSums {
  readonly factor: QuantizedMultiplier;
  /** The one result, where all sums give the same: it has weights of 0, and a bias and a factor of its own. */
  readonly constant?: number;
}

const constantChannel = (taps: number, constant: number, zeroPoint: number): Channel => {
  const bias = 4 * (constant - zeroPoint);
  return {
    weights: new Int8Array(taps),
    bias,
    reach: [bias, bias],
    factor: { multiplier: 2 ** 30, shift: -1 },
    constant,
  };
};

export const channelsOf = (operands: WeightedOperands, results: ResultLimits): readonly Channel[] => {
  const { filter, types } = operands;
  const all = filter.constant as Int8Array;
  return requantizationFactors(types, false).map((factor, channel) => {
    const weights = all.filter((_, i) => i % types.channels === channel);
    const sums = sumsOf(operands, weights, channel);
    const constant = constantResult(sums, factor, results, false);
    return constant === undefined ? { ...sums, factor } : constantChannel(weights.length, constant, results.zeroPoint);
  });
};

/** The requantisation of a channel, as tml_planes_dsp.h has it. */
export interface ChannelScale {
  /** Bits by which weights and bias are shifted to the left. */
  readonly left: number;
  readonly multiplier: number;
  readonly rounding: number;
  /** -1: one multiplication is proven; else a right shift. */
  readonly mode: number;
}

export const scaleOf = ({ reach, factor, constant }: Channel, { min, max, zeroPoint }: ResultLimits): ChannelScale => {
  const { multiplier, shift } = factor;
  if (constant !== undefined) return { left: 1, multiplier: 0, rounding: constant * oneStepUnit, mode: -1 };
  if (shift <= 0 && Math.max(-reach[0], reach[1]) < 2 ** 23) {
    const found = oneStepScale(exactly(factor, false), multiplier * 2 ** (shift - 31), zeroPoint, [min, max], reach);
    if (found !== undefined) return { left: 8, ...found, mode: -1 };
  }
  const mode = Math.max(0, -shift);
  const half = mode === 0 ? 0 : 2 ** (mode - 1);
  return { left: 1 + Math.max(0, shift), multiplier, rounding: half + zeroPoint * 2 ** mode, mode };
};

/** Why the node's numbers do not fit the kernel's fixed-point form, or undefined. */
export const recordProblem = (operands: WeightedOperands, results: ResultLimits): string | undefined => {
  for (const { reach, factor } of channelsOf(operands, results)) {
    const left = 1 + Math.max(0, factor.shift);
    if (left > 8 || factor.shift < -22) return 'the requantisation factor is out of range';
    if (Math.max(-reach[0], reach[1]) * 2 ** left >= 2 ** 31) return 'the accumulator has no spare bit';
  }
  return undefined;
};

/** Two int16 as a word. */
export const pair = (low: number, high: number): number => (low & 0xffff) | (high << 16);

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

/** Modulo 2^32: only the whole sum must fit. */
export const wrapped = (value: number): number => Number(BigInt.asIntN(32, BigInt(value)));

/** Which requantisation a node's channels need: one that is proven, the reference's own two roundings, or any. */
export type PlaneScales = 'once' | 'twice' | 'any';

const scalesOf = (modes: readonly number[]): PlaneScales => {
  if (modes.every((mode) => mode < 0)) return 'once';
  return modes.every((mode) => mode > 0) ? 'twice' : 'any';
};

/** What the records are made from on the core, one byte a weight. */
export const compactConstants = (
  operands: WeightedOperands,
  results: ResultLimits,
): { readonly constants: readonly PackedConstant[]; readonly scales: PlaneScales } => {
  const channels = channelsOf(operands, results);
  const filter = (operands.filter.constant as Int8Array).map(
    (_, i) => channels[i % channels.length]?.weights[Math.floor(i / channels.length)] as number,
  );
  const constants: readonly PackedConstant[] = [
    { name: 'filter', ctype: 'int8_t', values: filter },
    { name: 'bias', ctype: 'int32_t', values: channels.map(({ bias }) => wrapped(bias)) },
    { name: 'multiplier', ctype: 'int32_t', values: channels.map(({ factor }) => factor.multiplier) },
    { name: 'shift', ctype: 'int8_t', values: channels.map(({ factor }) => factor.shift) },
  ];
  return { constants, scales: scalesOf(channels.map(({ factor }) => Math.max(0, -factor.shift))) };
};

/** One record for each result channel: bias, multiplier, rounding, mode, weights. */
export const planeRecords = (
  operands: WeightedOperands,
  layout: PlaneLayout,
  results: ResultLimits,
  words: WeightWords,
): { readonly records: Int32Array; readonly scales: PlaneScales } => {
  const width = operands.types.filter.shape[2] as number;
  const modes: number[] = [];
  const records = channelsOf(operands, results).flatMap((channel) => {
    const { left, multiplier, rounding, mode } = scaleOf(channel, results);
    modes.push(mode);
    const at = (row: number, column: number): number => {
      if (column % layout.columns.spread !== 0) return 0;
      const tap = column / layout.columns.spread;
      const [ky, kx] = layout.swapped ? [tap, row] : [row, tap];
      return (channel.weights[ky * width + kx] as number) * 2 ** left;
    };
    return [wrapped(channel.bias * 2 ** left), multiplier, rounding, mode, ...words(at, layout)];
  });
  return { records: Int32Array.from(records), scales: scalesOf(modes) };
};
