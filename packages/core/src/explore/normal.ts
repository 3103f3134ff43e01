import { erfc } from '../op/erfc.ts';

/** Density of the standard normal distribution. */
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Its distribution function. */
export const normalBelow = (z: number): number => erfc(-z / Math.SQRT2) / 2;

/**
 * How much a normal variable is expected to be below `best`: ∫ max(0, best − x) dΦ (Jones, Schonlau and Welch, Journal of
 * Global Optimization 13, 1998, equation 15).
 */
export const expectedImprovement = (best: number, mean: number, deviation: number): number => {
  if (deviation <= 0) return Math.max(0, best - mean);
  const z = (best - mean) / deviation;
  return (best - mean) * normalBelow(z) + deviation * normalDensity(z);
};
