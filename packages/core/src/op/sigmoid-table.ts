import { roundHalfAway } from './fixed-point.ts';

/** Points of the table for each 1 of its operand. */
const density = 24;

/** σ(x), raised by half of what a straight line to the next point would be too low in the middle: −σ″ · step² / 16. */
const raised = (x: number): number => {
  const sigmoid = 1 / (1 + Math.exp(-x));
  const curvature = sigmoid * (1 - sigmoid) * (1 - 2 * sigmoid);
  return sigmoid - curvature / (16 * density ** 2);
};

/** 2^16 times the sigmoid of i / 24, i = 0 … 255: what TensorFlow Lite's 16-bit logistic and tanh interpolate. */
export const sigmoidTable: Uint16Array = Uint16Array.from({ length: 256 }, (_, i) =>
  i === 255 ? 65535 : Math.round(65536 * raised(i / density)),
);

/** The exponent of a power of two, with TensorFlow Lite's tolerance of a thousandth; undefined for another scale. */
export const powerOfTwo = (scale: number): number | undefined => {
  const exponent = Math.fround(Math.fround(Math.log(scale)) * Math.fround(1 / Math.fround(Math.log(2))));
  const rounded = roundHalfAway(exponent);
  return Math.abs(exponent - rounded) < 1e-3 ? rounded : undefined;
};

/** (q · multiplier + half) / 2^shift takes a 16-bit operand to the table's scale, on which 3 · 4096 stands for 1. */
export interface TableScale {
  readonly multiplier: number;
  readonly shift: number;
}

/** The table's scale for an operand's: `doubled` where a scale of 2^−11 too is a shift alone. */
export const tableScale = (scale: number, doubled: boolean): TableScale => {
  const exponent = powerOfTwo(scale);
  const left = exponent === undefined ? -1 : exponent + 12;
  if (left === 0 || (doubled && left === 1)) return { multiplier: 3 << left, shift: 0 };
  let multiplier = scale * 4096 * 3;
  let shift = 0;
  while (multiplier <= 32767 / 2 && shift <= 30) {
    shift += 1;
    multiplier *= 2;
  }
  return { multiplier: Math.trunc(multiplier), shift };
};

/** A 16-bit operand on the table's scale. */
export const tablePosition = (stored: number, { multiplier, shift }: TableScale): number =>
  (stored * multiplier + (shift > 0 ? 2 ** (shift - 1) : 0)) >> shift;
