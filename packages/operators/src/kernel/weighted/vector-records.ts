/** Constants of the kernels for Helium: zero points go into biases, weights into vectors, scales into lanes. */

import { requantizationFactors, type KernelCall, type QuantizedMultiplier } from '@tinyml/core';
import { channelSums, type MatrixResults } from './matrix-records.ts';
import type { WeightedOperands } from './weighted-constants.ts';

/** Values of a vector. */
export const lanes = 16;

/** The channel of each sum among eight: results are narrowed from two vectors in turn. */
export const placesOfEight = [0, 2, 4, 6, 1, 3, 5, 7] as const;

/** What the requantisation by shifts to the right cannot do in lanes, or undefined. */
export const vectorProblem = (operands: WeightedOperands, once: boolean): string | undefined =>
  requantizationFactors(operands.types, once).some(({ shift }) => shift > (once ? -2 : -1))
    ? 'the requantisation factor is out of range'
    : undefined;

/** Which requantisation with two roundings is exact: see tml_pair_mve.h. */
export type TwiceForm = 'any' | 'relu' | 'right';

export const twiceForm = (operands: WeightedOperands, { min, zeroPoint }: MatrixResults): TwiceForm => {
  if (vectorProblem(operands, false) !== undefined) return 'any';
  // Where the activation ends at the zero point, what is negative before it is all the same.
  return min >= zeroPoint ? 'relu' : 'right';
};

interface VectorChannel {
  readonly bias: number;
  readonly weights: Int8Array;
  readonly factor: QuantizedMultiplier;
}

const absent: VectorChannel = { bias: 0, weights: new Int8Array(0), factor: { multiplier: 0, shift: -2 } };

/** Channels by eights, in the order of `placesOfEight`. */
const eights = (operands: WeightedOperands, depth: number, once: boolean): readonly (readonly VectorChannel[])[] => {
  const factors = requantizationFactors(operands.types, once);
  const channelAt = (channel: number): VectorChannel => {
    const factor = factors[channel];
    return factor === undefined ? absent : { ...channelSums(operands, depth, channel), factor };
  };
  return Array.from({ length: Math.ceil(factors.length / 8) }, (_, eight) =>
    placesOfEight.map((place) => channelAt(8 * eight + place)),
  );
};

/** The weights of some channels: a vector of each in turn. */
const vectorWords = (channels: readonly VectorChannel[], depth: number): readonly number[] => {
  const steps = Math.ceil(depth / lanes);
  const bytes = new Uint8Array(steps * channels.length * lanes);
  channels.forEach(({ weights }, place) => {
    weights.forEach((weight, k) => {
      bytes[(Math.floor(k / lanes) * channels.length + place) * lanes + (k % lanes)] = weight;
    });
  });
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, word) => view.getInt32(4 * word, true));
};

const scaleWords = (channels: readonly VectorChannel[], once: boolean): readonly number[] => [
  ...channels.map(({ factor }) => factor.multiplier),
  ...channels.map(({ factor }) => factor.shift + (once ? 1 : 0)),
];

/** See tml_row_mve.h. `depth`: products of an output. */
export const rowConstants = (operands: WeightedOperands, depth: number, { once }: MatrixResults): Int32Array =>
  Int32Array.from(
    eights(operands, depth, once).flatMap((eight) => [
      ...eight.map(({ bias }) => bias | 0),
      ...vectorWords(eight, depth),
      ...scaleWords(eight, once),
    ]),
  );

/** See tml_pair_mve.h. `depth`: products of an output. */
export const pairConstants = (operands: WeightedOperands, depth: number, { once }: MatrixResults): Int32Array =>
  Int32Array.from(
    eights(operands, depth, once).flatMap((eight) => [
      ...[eight.slice(0, 4), eight.slice(4)].flatMap((four) => [
        ...four.map(({ bias }) => bias | 0),
        ...vectorWords(four, depth),
      ]),
      ...scaleWords(eight, once),
    ]),
  );

/** Constants as kernels for Helium take them: vectors are loaded at once where they are aligned. */
export const vectorConstants = (values: Int32Array): KernelCall['constants'] => [
  { name: 'constants', ctype: 'int32_t', values, align: lanes },
];
