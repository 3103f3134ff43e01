import { TranslationError } from '../../translation/translation-error.ts';

/** ONNX's attributes of a resizing. */
export interface Resizing {
  readonly mode: string;
  readonly coordinates: string;
  readonly nearest: string;
  /** Coefficient a of the cubic (Keys, Cubic convolution interpolation for digital image processing, 1981). */
  readonly cubic: number;
  /** Weights of elements outside count for nothing, and the others are scaled up. */
  readonly excluded: boolean;
  readonly antialias: boolean;
}

interface AxisSize {
  readonly from: number;
  readonly to: number;
  readonly scale: number;
}

/** Where among the operand's elements element i of the result lies. */
const sourceOf = (i: number, { from, to, scale }: AxisSize, mode: string): number => {
  switch (mode) {
    case 'half_pixel':
      return (i + 0.5) / scale - 0.5;
    case 'pytorch_half_pixel':
      return to > 1 ? (i + 0.5) / scale - 0.5 : 0;
    case 'align_corners':
      // The corner of the result before its size is rounded, as ONNX has it.
      return to > 1 ? (i * (from - 1)) / (scale * from - 1) : 0;
    case 'asymmetric':
      return i / scale;
    case 'half_pixel_symmetric': {
      const shift = from / 2 * (1 - to / (scale * from)); // prettier-ignore
      return shift + (i + 0.5) / scale - 0.5;
    }
    case 'tf_half_pixel_for_nn':
      return (i + 0.5) / scale;
    default:
      throw new TranslationError(`coordinate_transformation_mode ${mode} is not supported`);
  }
};

const roundings: Readonly<Record<string, (x: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round_prefer_floor: (x) => Math.ceil(x - 0.5),
  round_prefer_ceil: (x) => Math.floor(x + 0.5),
};

/** The element that each one of the result is. */
export const nearestPlaces = (size: AxisSize, how: Resizing): readonly number[] => {
  const rounded = roundings[how.nearest];
  if (rounded === undefined) throw new TranslationError(`nearest_mode ${how.nearest} is not supported`);
  return Array.from({ length: size.to }, (_, i) =>
    Math.min(size.from - 1, Math.max(0, rounded(sourceOf(i, size, how.coordinates)))),
  );
};

const linear = (x: number): number => Math.max(0, 1 - Math.abs(x));

const cubic = (a: number, distance: number): number => {
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
};

/** A row of weights for each element of the result: [to, from]. */
export const axisWeights = (size: AxisSize, how: Resizing): readonly number[] => {
  const kernel = how.mode === 'linear' ? linear : (x: number): number => cubic(how.cubic, x);
  const reach = how.mode === 'linear' ? 1 : 2;
  // Antialiasing widens the kernel by as much as the axis shrinks.
  const narrow = how.antialias ? Math.min(1, size.scale) : 1;
  return Array.from({ length: size.to }, (_, i) => {
    const at = sourceOf(i, size, how.coordinates);
    const row = new Array<number>(size.from).fill(0);
    let sum = 0;
    for (let k = Math.floor(at - reach / narrow); k <= Math.ceil(at + reach / narrow); k++) {
      const isOutside = k < 0 || k >= size.from;
      const weight = how.excluded && isOutside ? 0 : kernel((k - at) * narrow);
      const place = Math.min(size.from - 1, Math.max(0, k));
      row[place] = (row[place] ?? 0) + weight;
      sum += weight;
    }
    return row.map((weight) => weight / sum);
  }).flat();
};
