/** Constants of the kernels that compute pairs of channels: see c/kernels/tml_matrix_block_dsp.h. */

import type { QuantizedMultiplier } from '@tinyml/core';
import {
  biasOf,
  channelsOf,
  provenScale,
  weightBytes,
  type Channel,
  type MatrixForm,
  type MatrixResults,
  type SumForm,
} from '../../../kernel/weighted/matrix-records.ts';
import { oneStepOffset, type OneStep } from '../../../kernel/weighted/one-step-scale.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** How a kernel keeps a channel's weights, given in the filter's order: its words. */
export interface BlockWeights {
  readonly form: SumForm;
  words(weights: Int8Array): readonly number[];
}

/** Four weights a word. */
export const byteWeights = (form: MatrixForm): BlockWeights => ({
  form,
  words: (weights) =>
    Array.from({ length: Math.ceil(weights.length / 4) }, (_, step) => {
      const [a, b, c, d] = weightBytes(weights, 4 * step, form) as [number, number, number, number];
      return (a & 0xff) | ((b & 0xff) << 8) | ((c & 0xff) << 16) | (d << 24);
    }),
});

/** The scale whose rounding is in the bias, where it is proven. */
const offsetScale = provenScale(oneStepOffset, (constant) => ({
  multiplier: 2 ** 30,
  rounding: (constant + 0.5) * 2 ** 15,
}));

/** The two biases and what follows the weights. */
const pairScales = (
  pair: readonly Channel[],
  form: SumForm,
  results: MatrixResults,
): { readonly biases: readonly number[]; readonly scales: readonly number[] } => {
  const proven = form === 'plain' ? [] : pair.flatMap((channel) => offsetScale(channel, results) ?? []);
  if (proven.length === pair.length)
    return {
      biases: pair.map((channel, i) => (biasOf(channel, form) + (proven[i] as OneStep).rounding) | 0),
      scales: proven.map(({ multiplier }) => multiplier),
    };
  const { zeroPoint } = results;
  // A channel that is one constant gives it by its bias: (4 · d · 2^30) >> 31, halved.
  const general = pair.map((channel) =>
    channel.constant === undefined
      ? channel
      : { ...channel, bias: 4 * (channel.constant - zeroPoint), factor: { multiplier: 2 ** 30, shift: -1 } },
  );
  const [first, second] = general.map(({ factor }) => factor) as [QuantizedMultiplier, QuantizedMultiplier];
  const shifts = ((2 * zeroPoint + 1) & 0xffff) | ((-first.shift - 1) << 16) | ((-second.shift - 1) << 24);
  return {
    biases: general.map((channel) => biasOf(channel, form)),
    scales: [first.multiplier | (1 << 31), second.multiplier, shifts],
  };
};

/** Pair by pair; of an odd number of channels, the last two, one of them again. At least two channels. */
export const blockConstants = (
  operands: WeightedOperands,
  depth: number,
  results: MatrixResults,
  { form, words }: BlockWeights,
): Int32Array => {
  const channels = channelsOf(operands, depth, results);
  const constants: number[] = [];
  for (let at = 0; at < channels.length; at += 2) {
    const first = Math.min(at, channels.length - 2);
    const pair = channels.slice(first, first + 2);
    const [a, b] = pair.map(({ weights }) => words(weights)) as [readonly number[], readonly number[]];
    const { biases, scales } = pairScales(pair, form, results);
    constants.push(...biases, ...a.flatMap((word, i) => [word, b[i] as number]), ...scales);
  }
  return Int32Array.from(constants);
};
