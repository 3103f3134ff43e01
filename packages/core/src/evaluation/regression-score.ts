import { errorsOf } from './outcomes.ts';
import type { Score, Scorer } from './score.ts';

/**
 * Errors of a regressor: mean absolute, root of the mean squared, and R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)², where ȳ is the
 * mean of that element over the samples and the sums go over samples and elements.
 */
export const regressionScorer = (): Scorer => {
  let samples = 0;
  let elements = 0;
  let absolute = 0;
  let squared = 0;
  let means = new Float64Array();
  let spread = 0;
  const errors: number[] = [];
  return {
    add({ target }, output) {
      samples += 1;
      elements += target.length;
      const former = absolute;
      if (samples === 1) means = new Float64Array(target.length);
      for (let i = 0; i < target.length; i++) {
        const value = target[i] ?? 0;
        const difference = (output[i] ?? 0) - value;
        absolute += Math.abs(difference);
        squared += difference * difference;
        // Σ(y − ȳ)² as it grows, without the cancellation of Σy² − nȳ² (B. P. Welford, Technometrics 4(3), 1962).
        const before = value - (means[i] ?? 0);
        means[i] = (means[i] ?? 0) + before / samples;
        spread += before * (value - (means[i] ?? 0));
      }
      errors.push((absolute - former) / target.length);
    },
    score: (): Score => ({
      kind: 'regression',
      samples,
      mae: absolute / elements,
      rmse: Math.sqrt(squared / elements),
      r2: spread > 0 ? 1 - squared / spread : null,
    }),
    outcomes: () => errorsOf(errors),
  };
};
