import type { FourierNumbers } from './fourier-numbers.ts';

/**
 * Fourier transforms of a power of two points with the intermediate results of KISS FFT, on which TensorFlow Lite Micro's
 * operators depend bit for bit: decimation in time, radix 4 as long as the length allows, then one stage of radix 2; a real
 * signal of n points is transformed as one of n/2 complex points, which are then separated (Borgerding, KISS FFT).
 * Complex numbers lie side by side: real part, imaginary part.
 */

/** Radices of the stages, the outermost first. */
export const radices = (points: number): readonly (2 | 4)[] => {
  const found: (2 | 4)[] = [];
  let rest = points;
  for (; rest >= 4; rest /= 4) found.push(4);
  return rest === 2 ? [...found, 2] : found;
};

/** Pairs cos, sin of the angles, as they are stored. */
const circle = ({ factor }: FourierNumbers, angles: readonly number[]): readonly number[] =>
  angles.flatMap((angle) => [factor(Math.cos(angle)), factor(Math.sin(angle))]);

const direction = (inverse: boolean): number => (inverse ? 1 : -1);

/** exp(∓2πi·k / points) for each point k. */
export const rotations = (numbers: FourierNumbers, points: number, inverse: boolean): readonly number[] =>
  circle(
    numbers,
    Array.from({ length: points }, (_, k) => (direction(inverse) * 2 * Math.PI * k) / points),
  );

/** Factors that separate the spectrum of a real signal of 2 · points from that of its halves, for 1 … points / 2. */
export const separations = (numbers: FourierNumbers, points: number, inverse: boolean): readonly number[] =>
  circle(
    numbers,
    Array.from({ length: points / 2 }, (_, k) => direction(inverse) * Math.PI * ((k + 1) / points + 0.5)),
  );

/** Where the first stage to be computed reads point k. */
const place = (k: number, points: number, stages: readonly number[]): number => {
  let [at, rest, span] = [0, k, points];
  for (const radix of stages) {
    span /= radix;
    at += (rest % radix) * span;
    rest = Math.floor(rest / radix);
  }
  return at;
};

type Complex = readonly [number, number];

/** One butterfly: of `radix` points at `at`, `at + span`, …, rotated by multiples of `step` in `turns`. */
const butterfly = (
  x: Float64Array,
  at: number,
  span: number,
  turns: readonly number[],
  step: number,
  radix: 2 | 4,
  inverse: boolean,
  { divided, products, stored }: FourierNumbers,
): void => {
  const put = (index: number, re: number, im: number): void => {
    x[2 * index] = stored(re);
    x[2 * index + 1] = stored(im);
  };
  const point = (n: number): Complex => {
    const index = 2 * (at + n * span);
    const [re, im] = [divided(x[index] as number, radix), divided(x[index + 1] as number, radix)];
    if (n === 0) return [re, im];
    const [c, s] = [turns[2 * n * step] as number, turns[2 * n * step + 1] as number];
    return [products(re, c, -im, s), products(re, s, im, c)];
  };
  const [a, b] = [point(0), point(1)];
  if (radix === 2) {
    put(at, a[0] + b[0], a[1] + b[1]);
    put(at + span, a[0] - b[0], a[1] - b[1]);
    return;
  }
  const [c, d] = [point(2), point(3)];
  const difference: Complex = [stored(a[0] - c[0]), stored(a[1] - c[1])];
  const sum: Complex = [stored(a[0] + c[0]), stored(a[1] + c[1])];
  const outerSum: Complex = [stored(b[0] + d[0]), stored(b[1] + d[1])];
  const turn = inverse ? -1 : 1;
  const outer: Complex = [turn * stored(b[0] - d[0]), turn * stored(b[1] - d[1])];
  put(at, sum[0] + outerSum[0], sum[1] + outerSum[1]);
  put(at + 2 * span, sum[0] - outerSum[0], sum[1] - outerSum[1]);
  put(at + span, difference[0] + outer[1], difference[1] - outer[0]);
  put(at + 3 * span, difference[0] - outer[1], difference[1] + outer[0]);
};

/** The transform of as many complex points as x has pairs. */
const transform = (x: Float64Array, inverse: boolean, numbers: FourierNumbers): Float64Array => {
  const points = x.length / 2;
  const stages = radices(points);
  const turns = rotations(numbers, points, inverse);
  const result = new Float64Array(x.length);
  for (let k = 0; k < points; k++) {
    const to = 2 * place(k, points, stages);
    result[to] = x[2 * k] as number;
    result[to + 1] = x[2 * k + 1] as number;
  }
  let span = 1;
  for (const radix of stages.toReversed()) {
    const step = points / (radix * span);
    for (let block = 0; block < points; block += radix * span)
      for (let k = 0; k < span; k++) butterfly(result, block + k, span, turns, k * step, radix, inverse, numbers);
    span *= radix;
  }
  return result;
};

/** Real signal of 2 · points → spectrum of points + 1 complex numbers. */
export const realToSpectrum = (signal: Float64Array, numbers: FourierNumbers): Float64Array => {
  const { divided, half, products, stored } = numbers;
  const points = signal.length / 2;
  const x = transform(signal, false, numbers);
  const factors = separations(numbers, points, false);
  const result = new Float64Array(2 * points + 2);
  const [re0, im0] = [divided(x[0] as number, 2), divided(x[1] as number, 2)];
  result[0] = stored(re0 + im0);
  result[2 * points] = stored(re0 - im0);
  for (let k = 1; k <= points / 2; k++) {
    const mirrored = 2 * (points - k);
    const [re, im] = [divided(x[2 * k] as number, 2), divided(x[2 * k + 1] as number, 2)];
    const [mirroredRe, mirroredIm] = [
      divided(x[mirrored] as number, 2),
      divided(stored(-(x[mirrored + 1] as number)), 2),
    ];
    const sum: Complex = [stored(re + mirroredRe), stored(im + mirroredIm)];
    const rest: Complex = [stored(re - mirroredRe), stored(im - mirroredIm)];
    const [c, s] = [factors[2 * k - 2] as number, factors[2 * k - 1] as number];
    const turned: Complex = [products(rest[0], c, -rest[1], s), products(rest[0], s, rest[1], c)];
    result[2 * k] = half(sum[0] + turned[0]);
    result[2 * k + 1] = half(sum[1] + turned[1]);
    result[mirrored] = half(sum[0] - turned[0]);
    result[mirrored + 1] = half(turned[1] - sum[1]);
  }
  return result;
};

/** Spectrum of points + 1 complex numbers → real signal of 2 · points. */
export const spectrumToReal = (spectrum: Float64Array, numbers: FourierNumbers): Float64Array => {
  const { divided, products, stored } = numbers;
  const points = spectrum.length / 2 - 1;
  const factors = separations(numbers, points, true);
  const x = new Float64Array(2 * points);
  const [first, last] = [spectrum[0] as number, spectrum[2 * points] as number];
  x[0] = divided(stored(first + last), 2);
  x[1] = divided(stored(first - last), 2);
  for (let k = 1; k <= points / 2; k++) {
    const mirrored = 2 * (points - k);
    const [re, im] = [divided(spectrum[2 * k] as number, 2), divided(spectrum[2 * k + 1] as number, 2)];
    const mirroredRe = divided(spectrum[mirrored] as number, 2);
    const mirroredIm = divided(stored(-(spectrum[mirrored + 1] as number)), 2);
    const sum: Complex = [stored(re + mirroredRe), stored(im + mirroredIm)];
    const rest: Complex = [stored(re - mirroredRe), stored(im - mirroredIm)];
    const [c, s] = [factors[2 * k - 2] as number, factors[2 * k - 1] as number];
    const turned: Complex = [products(rest[0], c, -rest[1], s), products(rest[0], s, rest[1], c)];
    x[2 * k] = stored(sum[0] + turned[0]);
    x[2 * k + 1] = stored(sum[1] + turned[1]);
    x[mirrored] = stored(sum[0] - turned[0]);
    x[mirrored + 1] = stored(-stored(sum[1] - turned[1]));
  }
  return transform(x, true, numbers);
};
