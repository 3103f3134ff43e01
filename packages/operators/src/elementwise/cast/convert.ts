import { allocate, type DType, float16ToFloat32, float32ToFloat16, type TensorData, type WideData } from '@tinyml/core';

/** Least and greatest value of each integer type that a real number is limited to. */
const ranges = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  int32: [-2147483648, 2147483647],
} as const;

const isNarrow = (dtype: DType): dtype is keyof typeof ranges => dtype in ranges;

/** Towards zero, limited to the type; not-a-number becomes the greatest value. */
const toInteger = (x: number, [low, high]: readonly [number, number]): number =>
  Number.isNaN(x) ? high : Math.trunc(Math.min(high, Math.max(low, x)));

const [least64, greatest64] = [-(2n ** 63n), 2n ** 63n - 1n];

const toInt64 = (x: number): bigint => {
  if (Number.isNaN(x) || x >= 2 ** 63) return greatest64;
  return x < -(2 ** 63) ? least64 : BigInt(Math.trunc(x));
};

/** A 64-bit integer in single precision, rounded once: what 53 bits cannot hold is kept as one sticky bit. */
const toSingle = (x: bigint): number => {
  if (BigInt.asIntN(53, x) === x) return Math.fround(Number(x));
  const rest = (x & 2047n) === 0n ? 0n : 1n;
  return Math.fround(Number((x >> 11n) | rest)) * 2048;
};

const fromReals = (values: ArrayLike<number>, to: DType): TensorData => {
  if (to === 'int64') return BigInt64Array.from(values, toInt64);
  const result = allocate(to, values.length) as Float32Array;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (to === 'float32') result[i] = x;
    else if (to === 'float16') result[i] = float32ToFloat16(x);
    else if (isNarrow(to)) result[i] = toInteger(x, ranges[to]);
    else result[i] = Number(x !== 0);
  }
  return result;
};

const fromIntegers = (values: ArrayLike<number>, to: DType): TensorData => {
  if (to === 'int64') return BigInt64Array.from(values, BigInt);
  const result = allocate(to, values.length) as Float32Array;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (to === 'float16') result[i] = float32ToFloat16(x);
    else if (to === 'bool') result[i] = Number(x !== 0);
    else result[i] = x;
  }
  return result;
};

const fromInt64 = (values: BigInt64Array, to: DType): TensorData => {
  if (to === 'int64') return values.slice();
  if (to === 'bool') return Uint8Array.from(values, (x) => Number(x !== 0n));
  if (to === 'float32' || to === 'float16') return fromReals(Float32Array.from(values, toSingle), to);
  return fromIntegers(
    Int32Array.from(values, (x) => Number(BigInt.asIntN(32, x))),
    to,
  );
};

/**
 * Elements of one type as another's, as TensorFlow Lite 2.3 converts them: real numbers to integers towards zero and
 * limited, not-a-number to the greatest; integers wrap; truth is whatever is not 0.
 */
export const convert = (data: TensorData, from: DType, to: DType): TensorData => {
  if (data instanceof BigInt64Array) return fromInt64(data, to);
  const narrow = data as Exclude<TensorData, WideData>;
  if (from === 'float32') return fromReals(narrow, to);
  if (from === 'float16')
    return to === 'float16' ? data.slice() : fromReals(Float32Array.from(narrow, float16ToFloat32), to);
  return fromIntegers(narrow, to);
};
