import { roundHalfAway } from './fixed-point.ts';
import type { PerTensorQuant } from './per-tensor.ts';

const segments = 512;
const [lowest, highest] = [-32768, 32767];

const limited = (value: number): number => Math.min(highest, Math.max(lowest, value));

type Rounding = (value: number) => number;

/** Single precision, TensorFlow Lite's for nearly all tables. */
const single: Rounding = Math.fround;

/** Double precision, that of its 16-bit softmax. */
export const doublePrecision: Rounding = (value) => value;

/**
 * A function of real numbers at 513 points of the 16-bit range, as stored integers of `output`, as TensorFlow Lite makes
 * it: each point is moved by half of what a straight line to the next would be wrong in the middle. `precision` rounds
 * every step of the arithmetic.
 */
export const interpolationTable = (
  input: PerTensorQuant,
  output: PerTensorQuant,
  f: (real: number) => number,
  precision: Rounding = single,
): Int16Array => {
  const r = precision;
  const real = ({ scale, zeroPoint }: PerTensorQuant, stored: number): number => r(scale * (stored - zeroPoint));
  const first = real(input, lowest);
  const last = real(input, highest);
  const step = r(r(last - first) / segments);
  const inverse = r(65536 / r(real(output, highest) - real(output, lowest)));
  const scaled = (x: number): number => r(r(f(x)) * inverse);
  return Int16Array.from({ length: segments + 1 }, (_, i) => {
    if (i === segments) return limited(roundHalfAway(scaled(last)));
    const start = r(first + r(i * step));
    const sample = roundHalfAway(scaled(start));
    const next = scaled(r(first + r((i + 1) * step)));
    const line = roundHalfAway(r(r(next + sample) / 2));
    const middle = roundHalfAway(scaled(r(start + r(step / 2))));
    const bias = roundHalfAway(r(line - middle) / 2);
    return limited(r(sample - bias));
  });
};

/** The table's value at a 16-bit integer: the upper 9 bits choose the segment, the lower 7 the place in it. */
export const interpolate = (table: Int16Array, stored: number): number => {
  const index = 256 + (stored >> 7);
  const base = table[index] as number;
  const slope = (((table[index + 1] as number) - base) << 16) >> 16;
  return ((base + ((slope * (stored & 127) + 64) >> 7)) << 16) >> 16;
};
