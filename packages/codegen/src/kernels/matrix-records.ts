/** Constants of the matrix kernels for Armv7E-M: zero points go into biases, weights into words, scales into records. */

import {
  multiplyByQuantizedMultiplier,
  multiplyByQuantizedMultiplierOnce,
  requantizationFactors,
  type QuantizedMultiplier,
} from '@tinyml/core';
import { oneStepScale } from './one-step-scale.ts';
import type { WeightedOperands } from './weighted-constants.ts';

/** How the kernels keep weights: see tml_matrix_dsp.h. */
export type MatrixForm = 'composite' | 'plain';

/** What the requantisation must give. */
export interface MatrixResults {
  readonly zeroPoint: number;
  readonly min: number;
  readonly max: number;
  /** One rounding in place of two. */
  readonly once: boolean;
}

/** The sums of an output channel: from where to where, and with the zero point's share in the bias. */
interface Channel {
  readonly weights: Int8Array;
  readonly bias: number;
  readonly reach: readonly [number, number];
}

const channelOf = ({ x, filter, bias }: WeightedOperands, depth: number, channel: number): Channel => {
  const zeroPoint = x.type.quant?.zeroPoint[0] ?? 0;
  const weights = (filter.constant as Int8Array).subarray(channel * depth, (channel + 1) * depth);
  const offset = (bias?.constant as Int32Array | undefined)?.[channel] ?? 0;
  let sum = 0;
  let least = offset;
  let greatest = offset;
  for (const weight of weights) {
    sum += weight;
    least += weight * ((weight > 0 ? -128 : 127) - zeroPoint);
    greatest += weight * ((weight > 0 ? 127 : -128) - zeroPoint);
  }
  return { weights, bias: offset - zeroPoint * sum, reach: [least, greatest] };
};

const channelsOf = (operands: WeightedOperands, depth: number): readonly Channel[] =>
  Array.from({ length: operands.types.channels }, (_, channel) => channelOf(operands, depth, channel));

/** The general form's right shift; a factor of 0 may have any. */
const rightShift = ({ multiplier, shift }: QuantizedMultiplier): number => (multiplier === 0 ? 1 : -shift);

/** Why the node's numbers do not fit the form, or undefined. `depth`: products of an output. */
export const matrixProblem = (
  operands: WeightedOperands,
  depth: number,
  form: MatrixForm,
  once: boolean,
): string | undefined => {
  for (const factor of requantizationFactors(operands.types, once)) {
    const right = rightShift(factor);
    if (right < 1 || right > 22) return 'the requantisation factor is out of range';
  }
  for (const { weights, reach } of channelsOf(operands, depth)) {
    if (Math.max(-reach[0], reach[1]) >= (form === 'composite' ? 2 ** 23 : 2 ** 30))
      return 'the accumulator has no spare bits';
    if (form === 'composite' && weights.some((low, i) => i % 2 === 0 && 256 * (weights[i + 1] ?? 0) + low < -32768))
      return 'a pair of weights is no int16';
  }
  return undefined;
};

/** The four weights from `from` on as bytes of a word. */
const word = (weights: Int8Array, from: number, form: MatrixForm): readonly number[] => {
  const at = (i: number): number => weights[from + i] ?? 0;
  if (form === 'plain') return [at(0), at(1), at(2), at(3)];
  return [0, 2].flatMap((i) => {
    const pair = 256 * at(i + 1) + at(i);
    return [(pair << 24) >> 24, pair >> 8];
  });
};

interface Scale {
  readonly mode: number;
  readonly multiplier: number;
  readonly rounding: number;
}

/** The general form of a scale: what a group needs where not every one of its channels has the short form. */
const general = (factor: QuantizedMultiplier, zeroPoint: number): Scale => {
  const right = rightShift(factor);
  return { mode: right, multiplier: factor.multiplier, rounding: 2 ** (right - 1) + zeroPoint * 2 ** right };
};

/** The short form of a scale, where it is proven. */
const short = ({ reach }: Channel, factor: QuantizedMultiplier, results: MatrixResults): Scale | undefined => {
  const { multiplier, shift } = factor;
  const multiply = results.once ? multiplyByQuantizedMultiplierOnce : multiplyByQuantizedMultiplier;
  const found = oneStepScale(
    (sum) => multiply(sum, multiplier, shift),
    multiplier * 2 ** (shift - 31),
    results.zeroPoint,
    [results.min, results.max],
    reach,
  );
  return found === undefined ? undefined : { mode: 0, ...found };
};

const unused: Scale = { mode: 0, multiplier: 0, rounding: 0 };

export interface MatrixConstants {
  readonly weights: Int8Array;
  readonly records: Int32Array;
  /** Part of the groups whose requantisation is one multiplication: 0 to 1. */
  readonly short: number;
}

/** Channels in groups of `group`; a last group that is not full has weights of 0, or starts earlier with `overlap`. */
export const matrixConstants = (
  operands: WeightedOperands,
  depth: number,
  form: MatrixForm,
  results: MatrixResults,
  group: number,
  overlap: boolean,
): MatrixConstants => {
  const channels = channelsOf(operands, depth);
  const factors = requantizationFactors(operands.types, results.once);
  const groups = Math.ceil(channels.length / group);
  const steps = Math.ceil(depth / 4);
  const weights = new Int8Array(groups * group * steps * 4);
  const records: number[] = [];
  let proven = 0;
  let at = 0;
  for (let g = 0; g < groups; g++) {
    const first = overlap ? Math.min(g * group, channels.length - group) : g * group;
    const members = Array.from({ length: group }, (_, i) => channels[first + i]);
    for (let step = 0; step < steps; step++) {
      for (const member of members) {
        if (member !== undefined) weights.set(word(member.weights, 4 * step, form), at);
        at += 4;
      }
    }
    const factor = (i: number): QuantizedMultiplier => factors[first + i] as QuantizedMultiplier;
    const found = members.map((member, i) => {
      if (member === undefined) return unused;
      return form === 'composite' ? short(member, factor(i), results) : undefined;
    });
    // One that lacks the short form gives its group the general one.
    const scales = found.includes(undefined)
      ? members.map((member, i) => (member === undefined ? unused : general(factor(i), results.zeroPoint)))
      : (found as readonly Scale[]);
    if (!found.includes(undefined)) proven++;
    const biases = members.map((member) => {
      if (member === undefined) return 0;
      if (form === 'plain') return member.bias;
      const even = member.weights.reduce((sum, weight, i) => (i % 2 === 0 ? sum + weight : sum), 0);
      return 256 * member.bias - 127 * even;
    });
    // Modulo 2^32: only the whole sum must fit.
    records.push(...biases.map((bias) => Number(BigInt.asIntN(32, BigInt(bias)))));
    records.push(scales.reduce((mode, scale, i) => mode | (scale.mode << (8 * i)), 0));
    records.push(...scales.flatMap(({ multiplier, rounding }) => [multiplier, rounding]));
  }
  return { weights, records: Int32Array.from(records), short: proven / groups };
};
