/** IEEE 754 half precision as its 16 bits, to and from single precision. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Exact. NaN keeps its sign and the top of its payload. */
export const float16ToFloat32 = (half: number): number => {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) {
    const value = mantissa * 2 ** -24;
    return sign === 0 ? value : -value;
  }
  bits[0] = exponent === 31 ? sign | 0x7f800000 | (mantissa << 13) : sign | ((exponent + 112) << 23) | (mantissa << 13);
  return float[0] as number;
};

/** To the nearest, halves to even; out of range becomes infinity. `value` is rounded to single precision first. */
export const float32ToFloat16 = (value: number): number => {
  float[0] = value;
  const word = bits[0] as number;
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00 | ((magnitude >> 13) & 0x1ff);
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) {
    // A carry out of the mantissa correctly raises the exponent, up to infinity.
    return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >> 13) & 1)) >> 13);
  }
  if (magnitude < 0x33000000) return sign;
  const shift = 126 - (magnitude >> 23);
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  const rest = mantissa & (2 ** shift - 1);
  const half = 2 ** (shift - 1);
  const quotient = Math.floor(mantissa / 2 ** shift);
  return sign | (quotient + (rest > half || (rest === half && (quotient & 1) === 1) ? 1 : 0));
};

/** A float16 array's values in single precision. */
export const float16ArrayToFloat32 = (halves: Uint16Array): Float32Array<ArrayBuffer> =>
  Float32Array.from(halves, float16ToFloat32);

/** A float array's values in half precision. */
export const float32ArrayToFloat16 = (values: ArrayLike<number>): Uint16Array<ArrayBuffer> =>
  Uint16Array.from(values, float32ToFloat16);
