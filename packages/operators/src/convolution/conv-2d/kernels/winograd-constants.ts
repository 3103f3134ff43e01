/** Constants of Winograd's convolution: filters transformed, records of the requantisation. See c/kernels/tml_winograd_dsp.h. */

import {
  channelsOf,
  scalesOf,
  type Channel,
  type MatrixResults,
  type Scale,
} from '../../../kernel/weighted/matrix-records.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** Bits by which U is shifted left, and by which sums are larger than the real ones: G is doubled on both sides. */
const scaled = 4;
const sumScale = 2 ** (scaled + 2);

/** The scale that wide sums have. */
const wideScale = 2 ** 8;

/** The rows (2, 0, 0), (1, 1, 1), (1, −1, 1), (0, 0, 2) times three values. */
const rows = (a: number, b: number, c: number): readonly number[] => [2 * a, a + b + c, a - b + c, 2 * c];

/** GgG' of a 3×3 filter, row by row, times 2^scaled. */
const transformed = (g: readonly number[]): readonly number[] => {
  const at = (i: number): number => g[i] as number;
  const columns = [0, 1, 2].map((j) => rows(at(j), at(3 + j), at(6 + j)));
  return [0, 1, 2, 3].flatMap((i) => {
    const [a, b, c] = columns.map((column) => column[i]) as [number, number, number];
    return rows(a, b, c).map((value) => value * 2 ** scaled);
  });
};

/** The scale of sums that are `sumScale` times the real ones. */
const scaleOf = (channel: Channel, results: MatrixResults): Scale => {
  const wide = scalesOf([channel], 'wide', results);
  const [scale] = wide.scales as readonly [Scale];
  if (!wide.proven) return scale;
  const multiplier = scale.multiplier * (wideScale / sumScale);
  return multiplier < 2 ** 31 ? { ...scale, multiplier } : (scalesOf([channel], 'plain', results).scales[0] as Scale);
};

/** Four channels at a time; the last four overlap where there is no multiple of them. At least four output channels. */
export const winogradConstants = (operands: WeightedOperands, inputs: number, results: MatrixResults): Int32Array => {
  const channels = channelsOf(operands, 9 * inputs, results);
  const fours = Math.ceil(channels.length / 4);
  const words = 2 * Math.ceil(inputs / 4);
  const constants = new Int32Array(fours * (64 * words + 12));
  let at = 0;
  for (let four = 0; four < fours; four++) {
    const first = Math.min(4 * four, channels.length - 4);
    const members = channels.slice(first, first + 4);
    members.forEach(({ weights }, member) => {
      for (let input = 0; input < inputs; input++) {
        const u = transformed(Array.from({ length: 9 }, (_, tap) => weights[tap * inputs + input] as number));
        // Of four input channels, the even ones are in the first word, the odd ones in the second.
        const word = 2 * (input >> 2) + (input & 1);
        const half = 16 * ((input >> 1) & 1);
        u.forEach((value, position) => {
          const to = at + 4 * (position * words + word) + member;
          constants[to] = (constants[to] as number) | ((value & 0xffff) << half);
        });
      }
    });
    at += 64 * words;
    for (const member of members) {
      const { mode, multiplier, rounding } = scaleOf(member, results);
      const bias = Number(BigInt.asIntN(32, BigInt(member.bias) * BigInt(sumScale)));
      constants.set([bias, mode === 0 ? multiplier : multiplier | (1 << 31), rounding], at);
      at += 3;
    }
  }
  return constants;
};
