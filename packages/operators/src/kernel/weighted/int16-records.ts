/** Constants of the kernels for Armv7E-M that multiply int16 with int8: see tml_result_s16_dsp.h. */

import { elementCount } from '@tinyml/core';
import { int16Constants, int16Problem, isWide, roundsTwice } from './int16-weights.ts';
import { supportsWeighted, type WeightedOperands } from './weighted-constants.ts';

export interface Int16Channel {
  readonly weights: Int8Array;
  readonly bias: number;
  readonly multiplier: number;
  /** Of the high word of sum · multiplier, to the right: 1 … 30. */
  readonly shift: number;
}

/** Why the kernels cannot compute the node, or undefined. `once`: it is a matrix product. */
export const int16DspProblem = (operands: WeightedOperands, once: boolean): string | undefined => {
  const { shape } = operands.filter.type;
  const depth = elementCount(shape) / operands.types.channels;
  const supported = supportsWeighted(operands, isWide(operands) ? 's16_wide' : 's16', depth, once);
  if (supported !== true) return supported;
  if (isWide(operands)) return 'the accumulator could exceed 32 bits';
  if (!once && roundsTwice(operands.types)) return 'it rounds once, a convolution with a bias of 32 bits twice';
  const [, , shifts] = int16Constants(operands, false, once);
  return (
    int16Problem(operands, once) ??
    (Array.from(shifts?.values ?? []).some((shift) => shift < -31 || shift > -2)
      ? 'the requantisation factor is out of range'
      : undefined)
  );
};

/** Filters one by one, of output channels along the first axis or the last one, with what scales their sums. */
export const int16Channels = (operands: WeightedOperands, once: boolean): readonly Int16Channel[] => {
  const weights = operands.filter.constant as Int8Array;
  const { axis, channels } = operands.types;
  const depth = weights.length / channels;
  const filterOf = (c: number): Int8Array =>
    axis === 0 ? weights.subarray(c * depth, (c + 1) * depth) : weights.filter((_, i) => i % channels === c);
  const [biases, multipliers, shifts] = int16Constants(operands, false, once).map(({ values }) => values);
  return Array.from({ length: channels }, (_, c) => ({
    weights: filterOf(c),
    bias: biases?.[c] ?? 0,
    multiplier: multipliers?.[c] ?? 0,
    shift: -(shifts?.[c] ?? 0) - 1,
  }));
};

/** The four weights from `from` on as bytes of a word, those beyond the end 0. */
export const int16WeightBytes = (weights: Int8Array, from: number): readonly number[] =>
  [2, 0, 3, 1].map((i) => weights[from + i] ?? 0);

export const wordOf = (bytes: readonly number[]): number =>
  bytes.reduce((word, byte, i) => word | ((byte & 0xff) << (8 * i)), 0);

/** Whether results are limited after they are written: all but ReLU does so. */
export const needsLimit = ({ min, max }: { readonly min: number; readonly max: number }): boolean =>
  (min > -32768 && min !== 0) || max < 32767;
