import { accuracyFell, errorGrew, outputsLost } from '../diagnostics/catalogue/quality.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Score } from '../evaluation/score.ts';

/** One measurement, of the model that a stage gave. */
export type Measured =
  | { readonly kind: 'score'; readonly stage: string; readonly score: Score }
  | {
      readonly kind: 'difference';
      readonly stage: string;
      /** Whether the stage trained. */
      readonly trained: boolean;
      /** Signal to noise of the outputs after the stage against those before it. */
      readonly decibels: number;
      /** On what. */
      readonly samples: string;
    };

/** Points of accuracy that a build may lose in silence. */
const silentDrop = 0.05;
/** Fewer wrong answers than these are chance. */
const leastAnswers = 5;
/** Below this the error has a third of the outputs' energy, or more. */
const lostDecibels = 5;

type Scored = Extract<Measured, { kind: 'score' }>;

/** The stage after which the figure got worse by most. */
const worstStep = (steps: readonly Scored[], loss: (before: Score, after: Score) => number): string => {
  let worst = { stage: steps.at(-1)?.stage ?? '', lost: -Infinity };
  steps.slice(1).forEach(({ stage, score }, i) => {
    const lost = loss((steps[i] as Scored).score, score);
    if (lost > worst.lost) worst = { stage, lost };
  });
  return worst.stage;
};

const accuracyOf = (score: Score): number => (score.kind === 'classification' ? score.accuracy : NaN);

const errorOf = (score: Score): number =>
  score.kind === 'regression' ? score.mae : score.kind === 'reconstruction' ? score.mse : NaN;

const scoreProblems = (steps: readonly Scored[], isLimited: boolean): readonly Diagnostic[] => {
  const final = steps.at(-1);
  if (final === undefined || isLimited) return [];
  const { score } = final;
  if (score.kind === 'classification') {
    const best = steps.reduce((leader, step) => (accuracyOf(step.score) > accuracyOf(leader.score) ? step : leader));
    const drop = accuracyOf(best.score) - score.accuracy;
    if (drop <= silentDrop || drop * score.samples < leastAnswers) return [];
    const stage = worstStep(steps.slice(steps.indexOf(best)), (a, b) => accuracyOf(a) - accuracyOf(b));
    return [accuracyFell(stage, accuracyOf(best.score), score.accuracy, score.samples)];
  }
  const best = steps.reduce((leader, step) => (errorOf(step.score) < errorOf(leader.score) ? step : leader));
  if (errorOf(score) <= 2 * errorOf(best.score)) return [];
  const stage = worstStep(steps.slice(steps.indexOf(best)), (a, b) => errorOf(b) - errorOf(a));
  return [errorGrew(stage, errorOf(best.score), errorOf(score), score.samples)];
};

/** What is wrong with a model at the end, after what was measured on its way. `isLimited`: by `budget.accuracy-drop`. */
export const qualityProblems = (measured: readonly Measured[], isLimited: boolean): readonly Diagnostic[] => {
  const steps = measured.filter((one) => one.kind === 'score');
  if (steps.length > 0) return scoreProblems(steps, isLimited);
  return measured.flatMap((one, i) => {
    if (one.kind !== 'difference' || one.decibels >= lostDecibels) return [];
    // What trains later makes up for it.
    const later = measured.slice(i + 1).some((other) => other.kind === 'difference' && other.trained);
    return later ? [] : [outputsLost(one.stage, one.decibels, one.samples)];
  });
};
