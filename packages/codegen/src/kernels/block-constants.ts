/** Constants of the kernels that compute pairs of channels: see c/kernels/tml_matrix_block_dsp.h. */

import {
  biasOf,
  channelsOf,
  scalesOf,
  weightBytes,
  type MatrixForm,
  type MatrixResults,
  type SumForm,
} from './matrix-records.ts';
import type { WeightedOperands } from './weighted-constants.ts';

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
    const { scales, proven } = scalesOf(pair, form, results);
    constants.push(...pair.map((channel) => biasOf(channel, form)), ...a.flatMap((word, i) => [word, b[i] as number]));
    scales.forEach(({ multiplier, rounding }, i) => {
      constants.push(proven || i > 0 ? multiplier : multiplier | (1 << 31), rounding);
    });
  }
  return Int32Array.from(constants);
};
