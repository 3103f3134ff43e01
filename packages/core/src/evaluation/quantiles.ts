import { erfc } from '../op/erfc.ts';

/** The value that a standard normal variable stays below in 95 of 100 cases. */
export const normal95 = 1.6448536269514722;

/** P(X > x) of a χ² variable with one degree of freedom. */
export const chiSquareTail = (x: number): number => erfc(Math.sqrt(x / 2));

/**
 * P(X ≤ k) for n fair coins. Terms are summed as logarithms: 2⁻ⁿ is 0 beyond n = 1074.
 */
export const fairCoinTail = (k: number, n: number): number => {
  let logTerm = -n * Math.LN2;
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((n - i) / (i + 1));
  }
  return Math.min(1, sum);
};

/**
 * The value that Student's t with so many degrees of freedom stays below in 95 of 100 cases. One and two have closed
 * forms, the others are expanded about the normal one (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5).
 */
export const student95 = (degrees: number): number => {
  if (degrees < 1) return Infinity;
  if (degrees === 1) return Math.tan(0.45 * Math.PI);
  if (degrees === 2) return 0.9 / Math.sqrt(2 * 0.95 * 0.05);
  const z = normal95;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  return terms.reduce((sum, term, i) => sum + term / degrees ** (i + 1), z);
};
