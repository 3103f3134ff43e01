import type { Quant } from '@tinyml/core';

/** Least and greatest real value that a tensor takes. */
export type Range = readonly [min: number, max: number];

export interface Affine {
  /** A float32 value, > 0. */
  readonly scale: number;
  readonly zeroPoint: number;
}

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

/** The smallest range that holds both; `undefined` is the empty range. */
export const union = (a: Range | undefined, b: Range): Range =>
  a === undefined ? b : [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

/**
 * int8 parameters for an activation: the whole range −128 … 127 covers [min, max] widened to hold 0, and real 0 is
 * exactly the zero point. Formula: TensorFlow Lite's 8-bit quantisation specification (GetAsymmetricQuantizationParams).
 * A tensor that is always 0 gets scale 1, zero point 0.
 */
export const activationParameters = ([min, max]: Range): Affine => {
  const low = Math.min(min, 0);
  const high = Math.max(max, 0);
  const scale = Math.fround((high - low) / 255);
  if (scale === 0 || !Number.isFinite(scale)) return { scale: 1, zeroPoint: 0 };
  // + 0: a zero point that rounds to −0 is 0.
  return { scale, zeroPoint: clamp(Math.round(-128 - low / scale), -128, 127) + 0 };
};

/**
 * int16 parameters for an activation: zero point 0, and ±32767 steps to the value of the greatest magnitude.
 * Formula: TensorFlow Lite's quantisation of activations to 16 bits (GetSymmetricQuantizationParams).
 * A tensor that is always 0 gets scale 1.
 */
export const symmetricParameters = ([min, max]: Range): Affine => {
  const scale = Math.fround(Math.max(Math.abs(min), Math.abs(max)) / 32767);
  return { scale: scale > 0 && Number.isFinite(scale) ? scale : 1, zeroPoint: 0 };
};

/** int8 scale for weights of at most this magnitude: symmetric, narrow range −127 … 127. 0 for an all-zero channel. */
export const weightScale = (magnitude: number): number => Math.fround(magnitude / 127);

export const perTensor = ({ scale, zeroPoint }: Affine): Quant => ({ scale: [scale], zeroPoint: [zeroPoint] });

export const perAxis = (scale: readonly number[], axis: number): Quant => ({
  scale,
  zeroPoint: scale.map(() => 0),
  axis,
});
