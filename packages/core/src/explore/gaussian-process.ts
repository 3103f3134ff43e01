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

const covariance = (a: Point, b: Point, { rates }: Shape): number => {
  let distance = 0;
  for (let d = 0; d < rates.length; d++) distance += (rates[d] ?? 0) * Math.abs((a[d] ?? 0) - (b[d] ?? 0));
  return Math.exp(-distance);
};

const fit = (points: readonly Point[], values: Float64Array, shape: Shape): Fitted | undefined => {
  const matrix = points.map((a, i) =>
    Float64Array.from(points, (b, j) => covariance(a, b, shape) + (i === j ? shape.noise : 0)),
  );
  const lower = cholesky(matrix);
  if (lower === undefined) return undefined;
  const half = solveLower(lower, values);
  const n = points.length;
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
  const consider = (shape: Shape): void => {
    const fitted = fit(points, values, shape);
    if (fitted === undefined || fitted.likelihood <= likelihood + 1e-9) return;
    likelihood = fitted.likelihood;
    best = shape;
  };
  for (const noise of noises)
    for (const rate of rates) consider({ rates: new Float64Array(dimensions).fill(rate), noise });
  if (points.length < 4) return best;
  for (let d = 0; d < dimensions; d++)
    for (const rate of rates)
      consider({ ...best, rates: Float64Array.from(best.rates, (own, i) => (i === d ? rate : own)) });
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
  const fitted = n === 0 ? undefined : fit(points, values, shape);
  if (fitted === undefined) return { predict: () => ({ mean, deviation: usual }) };
  const half = solveLower(fitted.lower, values);
  const scale = (half.reduce((sum, value) => sum + value * value, 0) + believed * usual ** 2) / (n + believed);
  return {
    predict(point) {
      const towards = Float64Array.from(points, (other) => covariance(point, other, shape));
      const seen = solveLower(fitted.lower, towards);
      const explained = seen.reduce((sum, value) => sum + value * value, 0);
      return {
        mean: mean + towards.reduce((sum, value, i) => sum + value * (fitted.weights[i] ?? 0), 0),
        deviation: Math.sqrt(scale * Math.max(1e-9, 1 + shape.noise - explained)),
      };
    },
  };
};
