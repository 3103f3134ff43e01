/** Constants of the matrix kernels for Armv7E-M: zero points go into biases, weights into words, scales into records. */

import { requantizationFactors, type QuantizedMultiplier } from '@tinyml/core';
import { constantResult, exactly, sumsOf, type ChannelSums } from './channel-sums.ts';
import { oneStepScale, oneStepUnit, type OneStep, type OneStepSearch } from './one-step-scale.ts';
import type { ResultLimits } from '../result-limits.ts';
import type { WeightedOperands } from './weighted-constants.ts';

/** How the kernels keep weights as bytes: see tml_matrix_dsp.h. */
export type MatrixForm = 'composite' | 'plain';

/** What sums are made of. Wide: weights are int16, 256 times the real ones, and sums have the scale of composite ones. */
export type SumForm = MatrixForm | 'wide';

/** What the requantisation must give. */
export interface MatrixResults extends ResultLimits {
  /** One rounding in place of two. */
  readonly once: boolean;
}

export interface Channel extends ChannelSums {
  readonly factor: QuantizedMultiplier;
  /** The one result, where all sums give the same: its weights and bias do not matter then. */
  readonly constant?: number;
}

/** `depth`: products of an output. */
export const channelSums = (operands: WeightedOperands, depth: number, channel: number): ChannelSums => {
  const weights = operands.filter.constant as Int8Array;
  return sumsOf(operands, weights.subarray(channel * depth, (channel + 1) * depth), channel);
};

const channelOf = (
  operands: WeightedOperands,
  depth: number,
  results: MatrixResults,
  factor: QuantizedMultiplier,
  channel: number,
): Channel => {
  const sums = channelSums(operands, depth, channel);
  const constant = constantResult(sums, factor, results, results.once);
  return constant === undefined
    ? { ...sums, factor }
    : { weights: new Int8Array(depth), bias: 0, reach: [0, 0], factor, constant };
};

/**
 * Channels by their weights, for as long as these are in use: a layer that runs by rows is lowered for many heights, and
 * its constants are the same for all.
 */
const known = new WeakMap<
  object,
  { readonly key: string; readonly bias: unknown; readonly channels: readonly Channel[] }[]
>();

export const channelsOf = (operands: WeightedOperands, depth: number, results: MatrixResults): readonly Channel[] => {
  const { bias, filter, types } = operands;
  const weights = filter.constant as Int8Array;
  const key = JSON.stringify([depth, results, types.x.quant, types.filter.quant, types.y.quant]);
  const all = known.get(weights) ?? [];
  const found = all.find((one) => one.key === key && one.bias === bias?.constant);
  if (found !== undefined) return found.channels;
  const channels = requantizationFactors(types, results.once).map((factor, channel) =>
    channelOf(operands, depth, results, factor, channel),
  );
  known.set(weights, [...all, { key, bias: bias?.constant, channels }]);
  return channels;
};

/** Why the form cannot hold these weights, or undefined. */
export const formProblem = ({ weights, reach }: ChannelSums, form: SumForm): string | undefined => {
  if (Math.max(-reach[0], reach[1]) >= (form === 'plain' ? 2 ** 30 : 2 ** 23))
    return 'the accumulator has no spare bits';
  if (form === 'composite' && weights.some((low, i) => i % 2 === 0 && 256 * (weights[i + 1] ?? 0) + low < -32768))
    return 'a pair of weights is no int16';
  return undefined;
};

/** Why the node's numbers do not fit the form, or undefined. `depth`: products of an output. */
export const matrixProblem = (
  operands: WeightedOperands,
  depth: number,
  form: SumForm,
  results: MatrixResults,
): string | undefined => {
  for (const { factor, constant, ...sums } of channelsOf(operands, depth, results)) {
    if (constant !== undefined) continue;
    if (factor.shift < -22 || factor.shift > -1) return 'the requantisation factor is out of range';
    const problem = formProblem(sums, form);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** The four weights from `from` on as bytes of a word. */
export const weightBytes = (weights: Int8Array, from: number, form: MatrixForm): readonly number[] => {
  const at = (i: number): number => weights[from + i] ?? 0;
  if (form === 'plain') return [at(0), at(1), at(2), at(3)];
  return [0, 2].flatMap((i) => {
    const pair = 256 * at(i + 1) + at(i);
    return [(pair << 24) >> 24, pair >> 8];
  });
};

export interface Scale {
  /** 0: the short form; else a right shift. */
  readonly mode: number;
  readonly multiplier: number;
  readonly rounding: number;
}

/** The general form of a scale: what a group needs where not every one of its channels has the short form. */
const general = ({ factor, constant }: Channel, zeroPoint: number): Scale => {
  if (constant !== undefined) return { mode: 1, multiplier: 0, rounding: 1 + 2 * constant };
  const right = -factor.shift;
  return { mode: right, multiplier: factor.multiplier, rounding: 2 ** (right - 1) + zeroPoint * 2 ** right };
};

const unused: Scale = { mode: 0, multiplier: 0, rounding: 0 };

/**
 * The scale of a channel that `search` proves. Each channel is made for one kind of results, so it is searched for once.
 * @param always the scale that makes any sum one result
 */
export const provenScale = (
  search: OneStepSearch,
  always: (constant: number) => OneStep,
): ((channel: Channel, results: MatrixResults) => OneStep | undefined) => {
  const known = new WeakMap<Channel, { readonly scale: OneStep | undefined }>();
  const prove = (
    { constant, factor, reach }: Channel,
    { zeroPoint, min, max, once }: MatrixResults,
  ): OneStep | undefined => {
    if (constant !== undefined) return always(constant);
    return search(exactly(factor, once), factor.multiplier * 2 ** (factor.shift - 31), zeroPoint, [min, max], reach);
  };
  return (channel, results) => {
    const found = known.get(channel) ?? { scale: prove(channel, results) };
    known.set(channel, found);
    return found.scale;
  };
};

const short = provenScale(oneStepScale, (constant) => ({ multiplier: 0, rounding: constant * oneStepUnit }));

/**
 * The scales of channels that are computed together: one that lacks the short form gives all of them the general one.
 * The plain form has no bits to spare for the short one.
 */
export const scalesOf = (
  channels: readonly Channel[],
  form: SumForm,
  results: MatrixResults,
): { readonly scales: readonly Scale[]; readonly proven: boolean } => {
  const found = form === 'plain' ? [] : channels.flatMap((channel) => short(channel, results) ?? []);
  return found.length === channels.length
    ? { scales: found.map((scale) => ({ mode: 0, ...scale })), proven: true }
    : { scales: channels.map((channel) => general(channel, results.zeroPoint)), proven: false };
};

/** What the sum of the form's products starts with, modulo 2^32: only the whole sum must fit. */
export const biasOf = ({ bias, weights }: ChannelSums, form: SumForm): number => {
  const even = form === 'composite' ? weights.reduce((sum, weight, i) => (i % 2 === 0 ? sum + weight : sum), 0) : 0;
  return Number(BigInt.asIntN(32, BigInt(form === 'plain' ? bias : 256 * bias - 127 * even)));
};

export interface MatrixConstants {
  readonly weights: Int8Array;
  readonly records: Int32Array;
}

/** Constants of the vector kernels: channels in fours, of which a last one that is not full has weights of 0. */
export const matrixConstants = (
  operands: WeightedOperands,
  depth: number,
  form: MatrixForm,
  results: MatrixResults,
): MatrixConstants => {
  const channels = channelsOf(operands, depth, results);
  const steps = Math.ceil(depth / 4);
  const groups = Math.ceil(channels.length / 4);
  const weights = new Int8Array(groups * steps * 16);
  const records: number[] = [];
  for (let g = 0; g < groups; g++) {
    const members = channels.slice(4 * g, 4 * g + 4);
    for (let step = 0; step < steps; step++) {
      for (const [i, member] of members.entries())
        weights.set(weightBytes(member.weights, 4 * step, form), 16 * (g * steps + step) + 4 * i);
    }
    const { scales } = scalesOf(members, form, results);
    const four = <T>(values: readonly T[], none: T): readonly T[] => [...values, none, none, none].slice(0, 4);
    records.push(
      ...four(
        members.map((member) => biasOf(member, form)),
        0,
      ),
    );
    records.push(scales.reduce((mode, scale, i) => mode | (scale.mode << (8 * i)), 0));
    records.push(...four(scales, unused).flatMap(({ multiplier, rounding }) => [multiplier, rounding]));
  }
  return { weights, records: Int32Array.from(records) };
};
