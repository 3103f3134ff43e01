import { roundHalfAway, type Shape } from '@tinyml/core';
import { weightScale, type Range } from './affine.ts';
import { channelOf } from './channels.ts';
import type { StoredType } from './stored-type.ts';

const clamp = (value: number, limit: number): number => Math.min(Math.max(value, -limit), limit);

/** Steps that represent the bias of a channel whose weights are all zero. */
const biasSteps = 2 ** 15;

/**
 * Scale of each channel's weights: largest magnitude / 127, raised where the bias (scale: input's · weights') would
 * exceed `biasLimit`. A channel of zeros takes its scale from the bias alone; without one, any scale is right,
 * and the largest keeps the kernels' factors in their usual range.
 */
export const weightScales = (
  ranges: readonly Range[],
  inputScale: number,
  bias: ArrayLike<number> | undefined,
  biasLimit: number,
): number[] => {
  const perChannel = ranges.length > 1;
  let largestBias = 0;
  if (!perChannel && bias !== undefined) {
    for (let i = 0; i < bias.length; i++) largestBias = Math.max(largestBias, Math.abs(bias[i] ?? 0));
  }
  const largest = Math.max(...ranges.map(([min, max]) => Math.max(Math.abs(min), Math.abs(max))));
  const spare = weightScale(largest) || weightScale(1);
  return ranges.map(([min, max], channel) => {
    const magnitude = Math.max(Math.abs(min), Math.abs(max));
    const offset = perChannel ? Math.abs(bias?.[channel] ?? 0) : largestBias;
    const scale = weightScale(magnitude);
    if (scale > 0) return Math.max(scale, Math.fround(offset / (inputScale * biasLimit)));
    const fromBias = Math.fround(offset / (inputScale * biasSteps));
    return fromBias > 0 ? fromBias : spare;
  });
};

/** Weights as int8 in −127 … 127, symmetric, one scale a channel or one for all. */
export const quantizeWeights = (
  data: ArrayLike<number>,
  shape: Shape,
  scales: readonly number[],
  axis: number | undefined,
): Int8Array<ArrayBuffer> => {
  const channel = channelOf(shape, axis);
  const quantized = new Int8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    quantized[i] = clamp(roundHalfAway((data[i] ?? 0) / (scales[channel(i)] ?? 1)), 127);
  }
  return quantized;
};

/** Bias in units of the accumulator: input scale · weight scale, zero point 0. */
export const quantizeBias = (
  bias: ArrayLike<number>,
  scales: readonly number[],
  { bias: dtype }: StoredType,
): Int32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer> => {
  const steps = Float64Array.from(bias, (value, channel) =>
    roundHalfAway(value / (scales[scales.length === 1 ? 0 : channel] ?? 1)),
  );
  return dtype === 'int32'
    ? Int32Array.from(steps, (value) => clamp(value, 2147483647))
    : BigInt64Array.from(Array.from(steps, (value) => BigInt(clamp(value, 2 ** 46))));
};
