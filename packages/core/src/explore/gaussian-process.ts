import { cholesky, solveLower, solveUpper, type Matrix } from './linear-algebra.ts';

/** A point: one coordinate for each choice that a candidate makes, from 0 to 1. */
export type Point = Float64Array;

export interface Prediction {
  readonly mean: number;
  readonly deviation: number;
}

/** What is believed of candidates that have not been tried. */
export interface GaussianProcess {
  predict(point: Point): Prediction;
}

interface Shape {
  /** How fast values change along each coordinate. */
  readonly rates: Float64Array;
  /** Variance of what is measured beside that of the values. */
  readonly noise: number;
}

interface Fitted {
  readonly lower: Matrix;
  readonly weights: Float64Array;
  readonly likelihood: number;
}

/** Weighed by the rate of each coordinate. */
const distance = (a: Point, b: Point, weights: Float64Array): number => {
  let sum = 0;
  for (let d = 0; d < weights.length; d++)
    sum += (weights[d] as number) * Math.abs((a[d] as number) - (b[d] as number));
  return sum;
};

/** A row for each point, with what `of` gives of it and each. Loops, as this is what a search spends its time on. */
const between = (points: readonly Point[], of: (a: Point, b: Point) => number): readonly Float64Array[] =>
  points.map((a) => {
    const row = new Float64Array(points.length);
    for (let j = 0; j < row.length; j++) row[j] = of(a, points[j] as Point);
    return row;
  });

const distances = (points: readonly Point[], weights: Float64Array): readonly Float64Array[] =>
  between(points, (a, b) => distance(a, b, weights));

const fit = (values: Float64Array, noise: number, apart: readonly Float64Array[]): Fitted | undefined => {
  const lower = cholesky(apart.map((row, i) => row.map((far, j) => Math.exp(-far) + (i === j ? noise : 0))));
  if (lower === undefined) return undefined;
  const half = solveLower(lower, values);
  const n = values.length;
  const quadratic = half.reduce((sum, value) => sum + value * value, 0);
  const determinant = lower.reduce((sum, row, i) => sum + 2 * Math.log(row[i] ?? 1), 0);
  // The scale of the covariance is the one that makes the values most likely, and drops out.
  const likelihood = -(n * Math.log(Math.max(quadratic / n, 1e-12)) + determinant) / 2;
  return { lower, weights: solveUpper(lower, half), likelihood };
};

/** Rates and noise that are looked at; the same ones always, so that the same values give the same process. */
const rates = [0.05, 0.2, 0.6, 1.5, 4] as const;
const noises = [1e-4, 1e-2] as const;

/** The most likely of those, first for all coordinates together, then for one after the other. */
const chooseShape = (points: readonly Point[], values: Float64Array, dimensions: number): Shape => {
  let best: Shape = { rates: new Float64Array(dimensions).fill(0.6), noise: 1e-2 };
  let likelihood = -Infinity;
  const consider = (shape: Shape, apart: readonly Float64Array[]): boolean => {
    const fitted = fit(values, shape.noise, apart);
    if (fitted === undefined || fitted.likelihood <= likelihood + 1e-9) return false;
    likelihood = fitted.likelihood;
    best = shape;
    return true;
  };
  for (const noise of noises)
    for (const rate of rates) {
      const all = new Float64Array(dimensions).fill(rate);
      consider({ rates: all, noise }, distances(points, all));
    }
  if (points.length < 4) return best;
  let apart = distances(points, best.rates);
  for (let d = 0; d < dimensions; d++) {
    const own = best.rates[d] as number;
    if (points.every((point) => point[d] === points[0]?.[d])) continue;
    // Only this coordinate's part changes.
    const along = between(points, (a, b) => Math.abs((a[d] as number) - (b[d] as number)));
    let chosen = apart;
    for (const rate of rates) {
      const changed = apart.map((row, i) => {
        const part = along[i] as Float64Array;
        return row.map((far, j) => far + (rate - own) * (part[j] as number));
      });
      if (consider({ ...best, rates: best.rates.map((one, i) => (i === d ? rate : one)) }, changed)) chosen = changed;
    }
    apart = chosen;
  }
  return best;
};

/** Values that the usual deviation counts for. */
const believed = 2;

/**
 * A Gaussian process through what was measured (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, algorithm 2.1)
 * with the covariance exp(−Σ rate·|difference|): choices are worded, not smooth, and each has a rate of its own. `usual`: the deviation
 * that is expected of values before there are any; it counts as much as two of them.
 */
export const gaussianProcess = (
  points: readonly Point[],
  measured: readonly number[],
  usual: number,
): GaussianProcess => {
  const n = points.length;
  const mean = measured.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  const values = Float64Array.from(measured, (value) => value - mean);
  const shape = chooseShape(points, values, points[0]?.length ?? 0);
  const fitted = n === 0 ? undefined : fit(values, shape.noise, distances(points, shape.rates));
  if (fitted === undefined) return { predict: () => ({ mean, deviation: usual }) };
  const half = solveLower(fitted.lower, values);
  const scale = (half.reduce((sum, value) => sum + value * value, 0) + believed * usual ** 2) / (n + believed);
  return {
    predict(point) {
      const towards = new Float64Array(n);
      for (let i = 0; i < n; i++) towards[i] = Math.exp(-distance(point, points[i] as Point, shape.rates));
      const seen = solveLower(fitted.lower, towards);
      const explained = seen.reduce((sum, value) => sum + value * value, 0);
      return {
        mean: mean + towards.reduce((sum, value, i) => sum + value * (fitted.weights[i] ?? 0), 0),
        deviation: Math.sqrt(scale * Math.max(1e-9, 1 + shape.noise - explained)),
      };
    },
  };
};
