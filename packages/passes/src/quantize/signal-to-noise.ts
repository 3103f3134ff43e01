/** Sums over many samples of how far `actual` is from `expected`. */
export interface Comparison {
  signal: number;
  noise: number;
  largest: number;
}

export const newComparison = (): Comparison => ({ signal: 0, noise: 0, largest: 0 });

export const addToComparison = (sums: Comparison, expected: ArrayLike<number>, actual: ArrayLike<number>): void => {
  for (let i = 0; i < expected.length; i++) {
    const value = expected[i] ?? 0;
    const error = (actual[i] ?? 0) - value;
    sums.signal += value * value;
    sums.noise += error * error;
    sums.largest = Math.max(sums.largest, Math.abs(error));
  }
};

/** Signal to quantisation noise ratio, 10·log10(Σ expected² / Σ error²) in dB; null where there is no noise, or nothing but noise. */
export const decibels = ({ signal, noise }: Comparison): number | null =>
  signal === 0 || noise === 0 ? null : 10 * Math.log10(signal / noise);
