import type { DType } from '@tinyml/core';

/**
 * The numbers of a Fourier transform as KISS FFT computes with them. Fixed-point ones are fractions, 1 being the greatest
 * stored value; they are divided before every sum that could overflow, so that a transform of n points gives 1/n of it.
 */
export interface FourierNumbers {
  /** A factor of the transform, −1 … 1, as it is stored. */
  readonly factor: (x: number) => number;
  /** x / parts, rounded; floating-point numbers stay as they are. */
  readonly divided: (x: number, parts: 2 | 4) => number;
  /** a·b + c·d, rounded once. */
  readonly products: (a: number, b: number, c: number, d: number) => number;
  /** The result of an addition as it is stored: fixed-point numbers wrap. */
  readonly stored: (x: number) => number;
  /** Half of a sum that has not been stored yet. */
  readonly half: (x: number) => number;
}

const int16: FourierNumbers = {
  factor: (x) => Math.floor(0.5 + 32767 * x),
  divided: (x, parts) => (x * (parts === 2 ? 16383 : 8191) + 16384) >> 15,
  products: (a, b, c, d) => ((a * b + c * d + 16384) << 1) >> 16,
  stored: (x) => (x << 16) >> 16,
  half: (x) => x >> 1,
};

const round31 = (x: bigint): number => Number(BigInt.asIntN(32, (x + 0x40000000n) >> 31n));

const int32: FourierNumbers = {
  factor: (x) => Math.floor(0.5 + 2147483647 * x),
  divided: (x, parts) => round31(BigInt(x) * (parts === 2 ? 1073741823n : 536870911n)),
  products: (a, b, c, d) => round31(BigInt(a) * BigInt(b) + BigInt(c) * BigInt(d)),
  stored: (x) => x | 0,
  half: (x) => (x | 0) >> 1,
};

const float32: FourierNumbers = {
  factor: Math.fround,
  divided: (x) => x,
  products: (a, b, c, d) => Math.fround(Math.fround(a * b) + Math.fround(c * d)),
  stored: Math.fround,
  half: (x) => Math.fround(x) * 0.5,
};

export type FourierDType = 'int16' | 'int32' | 'float32';

const numbers: Readonly<Record<FourierDType, FourierNumbers>> = { int16, int32, float32 };

export const fourierNumbers = (dtype: DType): FourierNumbers => numbers[dtype as FourierDType];
