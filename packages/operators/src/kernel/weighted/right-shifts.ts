/** Constants of kernels whose sums stay below 2^30 and are only ever shifted to the right: tml_requantize_right. */

import type { PackedConstant, QuantizedMultiplier } from '@tinyml/core';

/** What scales sums. */
interface Scale {
  readonly bias: number;
  readonly multiplier: number;
  readonly shift: number;
}

/** `constant`: the one result, where all sums give the same. */
interface Channel {
  readonly bias: number;
  readonly factor: QuantizedMultiplier;
  readonly constant?: number;
}

/** A channel that is one constant gives it by its bias: (4 · d · 2^30) >> 31, halved. */
const scaleOf = ({ bias, constant, factor }: Channel, zeroPoint: number): Scale =>
  constant === undefined ? { bias, ...factor } : { bias: 4 * (constant - zeroPoint), multiplier: 2 ** 30, shift: -1 };

/** The arrays that follow the weights. `biases`: how many there are, zeros at their end. */
export const rightShiftConstants = (
  channels: readonly Channel[],
  zeroPoint: number,
  biases = channels.length,
): readonly PackedConstant[] => {
  const scales = channels.map((channel) => scaleOf(channel, zeroPoint));
  const bias = Int32Array.from({ length: biases }, (_, i) => scales[i]?.bias ?? 0);
  return [
    { name: 'bias', ctype: 'int32_t', values: bias },
    { name: 'multiplier', ctype: 'int32_t', values: Int32Array.from(scales, ({ multiplier }) => multiplier) },
    { name: 'shift', ctype: 'int8_t', values: Int8Array.from(scales, ({ shift }) => shift) },
  ];
};

/** Weights of `together` channels side by side, tap after tap; of channels that do not fill such a group, one after another. */
export const interleaved = (weights: readonly Int8Array[], together: number): Int8Array => {
  const depth = weights[0]?.length ?? 0;
  const grouped = weights.length - (weights.length % together);
  return Int8Array.from({ length: weights.length * depth }, (_, at) => {
    const group = Math.floor(at / (together * depth)) * together;
    const within = at - group * depth;
    return group < grouped
      ? ((weights[group + (within % together)] as Int8Array)[Math.floor(within / together)] as number)
      : ((weights[group + Math.floor(within / depth)] as Int8Array)[within % depth] as number);
  });
};
