import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Outcomes } from '../evaluation/outcomes.ts';
import { comparePaired } from '../evaluation/paired-comparison.ts';
import type { Score } from '../evaluation/score.ts';

/** How good a model is. */
export interface Quality {
  readonly measure: 'accuracy' | 'agreement' | 'mean absolute error' | 'mean squared error';
  readonly value: number;
  readonly samples: number;
}

/** A model against the one that all are held against. */
export interface Verdict {
  readonly quality: Quality;
  /**
   * Points of accuracy as a ratio, or by how much the error grew, as a part of it; below 0 where it gained. Of outputs that are held against
   * the baseline's own: their mean distance, as a part of the standard deviation of those.
   */
  readonly loss: number;
  /** The loss is not above it, with 95 % confidence (paired); null: not comparable sample by sample. */
  readonly bound: number | null;
  readonly outcomes: Outcomes;
}

export const qualityOf = (score: Score, agreement: boolean): Quality => {
  const { samples } = score;
  switch (score.kind) {
    case 'classification':
      return { measure: agreement ? 'agreement' : 'accuracy', value: score.accuracy, samples };
    case 'regression':
      return { measure: 'mean absolute error', value: score.mae, samples };
    case 'reconstruction':
      return { measure: 'mean squared error', value: score.mse, samples };
  }
};

const least = 1e-12;

/** Standard deviation of what outputs were held against; undefined: not known, or the two are equal. */
const deviationOf = (score: Score): number | undefined =>
  score.kind === 'regression' && score.r2 !== null && score.r2 < 1 ? score.rmse / Math.sqrt(1 - score.r2) : undefined;

export const verdictOf = (own: Evaluation, baseline: Evaluation, agreement: boolean): Verdict => {
  const [quality, before] = [qualityOf(own.score, agreement), qualityOf(baseline.score, agreement)];
  const paired = comparePaired(own.outcomes, baseline.outcomes);
  const { outcomes } = own;
  if (quality.measure === 'accuracy' || quality.measure === 'agreement')
    return { quality, loss: before.value - quality.value, bound: paired?.bound ?? null, outcomes };
  const scale = (agreement ? deviationOf(own.score) : undefined) ?? Math.max(before.value, least);
  return {
    quality,
    loss: (quality.value - before.value) / scale,
    bound: paired === undefined ? null : paired.bound / scale,
    outcomes,
  };
};
