import { roundHalfAway } from './fixed-point.ts';

/** One batch entry of an activation, quantised at run time: real ≈ scale · value (zero point already subtracted). */
export interface DynamicQuantization {
  readonly scale: number;
  readonly zeroPoint: number;
}

/**
 * Quantises `count` floats of `x` from `from` on to −127 … 127 symmetrically, in single precision as LiteRT does:
 * scale = max|x| / 127, q = round(x · (127 / max|x|)).
 */
const quantizeSymmetric = (x: Float32Array, from: number, count: number, to: Float64Array): DynamicQuantization => {
  let range = 0;
  for (let i = from; i < from + count; i++) range = Math.max(range, Math.abs(x[i] as number));
  if (range === 0) return { scale: 1, zeroPoint: 0 };
  const inverse = Math.fround(127 / range);
  for (let i = from; i < from + count; i++) {
    const value = roundHalfAway(Math.fround((x[i] as number) * inverse));
    to[i] = Math.min(127, Math.max(-127, value));
  }
  return { scale: Math.fround(range / 127), zeroPoint: 0 };
};

/** To −128 … 127 with a zero point, over the range of x and 0. `to` receives q − zeroPoint. */
const quantizeAsymmetric = (x: Float32Array, from: number, count: number, to: Float64Array): DynamicQuantization => {
  let low = 0;
  let high = 0;
  for (let i = from; i < from + count; i++) {
    low = Math.min(low, x[i] as number);
    high = Math.max(high, x[i] as number);
  }
  if (low === high) return { scale: 1, zeroPoint: 0 };
  const real = (high - low) / 255;
  // The end of the range that the rounding error is smaller for gives the zero point.
  const exact = 128 + Math.abs(low / real) < 127 + Math.abs(high / real) ? -128 - low / real : 127 - high / real;
  const zeroPoint = Math.min(127, Math.max(-128, roundHalfAway(exact)));
  const scale = Math.fround(real);
  const inverse = Math.fround(1 / scale);
  for (let i = from; i < from + count; i++) {
    const value = roundHalfAway(Math.fround(zeroPoint + Math.fround((x[i] as number) * inverse)));
    to[i] = Math.min(127, Math.max(-128, value)) - zeroPoint;
  }
  return { scale, zeroPoint };
};

/** Quantises `batch` equal parts of `x`, each with its own scale. `values` holds q − zeroPoint. */
export const quantizeDynamically = (
  x: Float32Array,
  batch: number,
  asymmetric: boolean,
): { readonly values: Float64Array; readonly scales: Float64Array } => {
  const values = new Float64Array(x.length);
  const scales = new Float64Array(batch);
  const count = x.length / batch;
  const quantize = asymmetric ? quantizeAsymmetric : quantizeSymmetric;
  for (let b = 0; b < batch; b++) scales[b] = quantize(x, b * count, count, values).scale;
  return { values, scales };
};
