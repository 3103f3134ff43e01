/** Constants of the matrix kernels for Armv7E-M: zero points go into biases, weights into words, scales into records. */

import {
  multiplyByQuantizedMultiplier,
  multiplyByQuantizedMultiplierOnce,
  requantizationFactors,
  type QuantizedMultiplier,
} from '@tinyml/core';
import { oneStepScale, oneStepUnit } from './one-step-scale.ts';
import type { WeightedOperands } from './weighted-constants.ts';

/** How the kernels keep weights as bytes: see tml_matrix_dsp.h. */
export type MatrixForm = 'composite' | 'plain';

/** What sums are made of. Wide: weights are int16, 256 times the real ones, and sums have the scale of composite ones. */
export type SumForm = MatrixForm | 'wide';

/** What the requantisation must give. */
export interface MatrixResults {
  readonly zeroPoint: number;
  readonly min: number;
  readonly max: number;
  /** One rounding in place of two. */
  readonly once: boolean;
}

/** The sums of an output channel: from where to where, and with the zero point's share in the bias. */
export interface ChannelSums {
  readonly weights: Int8Array;
  readonly bias: number;
  readonly reach: readonly [number, number];
}

export interface Channel extends ChannelSums {
  readonly factor: QuantizedMultiplier;
  /** The one result, where all sums give the same: its weights and bias do not matter then. */
  readonly constant?: number;
}

/** What the sum becomes before the zero point, as the reference rounds it. */
export const exactly = ({ multiplier, shift }: QuantizedMultiplier, once: boolean): ((sum: number) => number) => {
  const multiply = once ? multiplyByQuantizedMultiplierOnce : multiplyByQuantizedMultiplier;
  return (sum) => multiply(sum, multiplier, shift);
};

/** `depth`: products of an output. */
export const channelSums = ({ x, filter, bias }: WeightedOperands, depth: number, channel: number): ChannelSums => {
  const input = x.type.quant?.zeroPoint[0] ?? 0;
  const weights = (filter.constant as Int8Array).subarray(channel * depth, (channel + 1) * depth);
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

const channelOf = (
  operands: WeightedOperands,
  depth: number,
  results: MatrixResults,
  factor: QuantizedMultiplier,
  channel: number,
): Channel => {
  const sums = channelSums(operands, depth, channel);
  const [least, greatest] = sums.reach;
  // A left shift may wrap; else rounding is monotonic, and the ends decide.
  if (factor.shift <= 0) {
    const exact = exactly(factor, results.once);
    const result = (end: number): number =>
      Math.min(results.max, Math.max(results.min, exact(end) + results.zeroPoint));
    if (result(least) === result(greatest))
      return { weights: new Int8Array(depth), bias: 0, reach: [0, 0], factor, constant: result(least) };
  }
  return { ...sums, factor };
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

/** Each channel is made for one kind of results, so that it has one short form. */
const shortForms = new WeakMap<Channel, { readonly scale: Scale | undefined }>();

/** The short form of a scale, where it is proven. */
const short = (channel: Channel, results: MatrixResults): Scale | undefined => {
  const { scale } = shortForms.get(channel) ?? { scale: provenShort(channel, results) };
  shortForms.set(channel, { scale });
  return scale;
};

const provenShort = (channel: Channel, { zeroPoint, min, max, once }: MatrixResults): Scale | undefined => {
  const { factor, reach, constant } = channel;
  if (constant !== undefined) return { mode: 0, multiplier: 0, rounding: constant * oneStepUnit };
  const real = factor.multiplier * 2 ** (factor.shift - 31);
  const found = oneStepScale(exactly(factor, once), real, zeroPoint, [min, max], reach);
  return found === undefined ? undefined : { mode: 0, ...found };
};

/**
 * The scales of channels that are computed together: one that lacks the short form gives all of them the general one.
 * The plain form has no bits to spare for the short one.
 */
export const scalesOf = (
  channels: readonly Channel[],
  form: SumForm,
  results: MatrixResults,
): { readonly scales: readonly Scale[]; readonly proven: boolean } => {
  const found = form === 'plain' ? [undefined] : channels.map((channel) => short(channel, results));
  return found.includes(undefined)
    ? { scales: channels.map((channel) => general(channel, results.zeroPoint)), proven: false }
    : { scales: found as readonly Scale[], proven: true };
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
