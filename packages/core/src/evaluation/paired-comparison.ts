import { rightAnswers, sampleErrors, type Outcomes } from './outcomes.ts';
import { chiSquareTail, fairCoinTail, normal95, student95 } from './quantiles.ts';

/** One model against another on the same samples. Ratios, not points; `loss` above 0: the candidate is the worse one. */
export type PairedComparison =
  | {
      readonly kind: 'answers';
      readonly samples: number;
      /** Samples that only the other one answers rightly, and that only the candidate does. */
      readonly lost: number;
      readonly gained: number;
      /** (lost − gained) / samples. */
      readonly loss: number;
      /** Of `loss`: what it varies by from one set of samples to the next. */
      readonly standardError: number;
      /** The one-sided 95 % bound: the loss is not above it. */
      readonly bound: number;
      /** McNemar's test: how probable counts as uneven as these are between models that are equally good. */
      readonly probability: number;
    }
  | {
      readonly kind: 'errors';
      readonly samples: number;
      /** The mean of the candidate's error less the other's, in the unit of the errors. */
      readonly loss: number;
      readonly standardError: number;
      readonly bound: number;
      /** The other one's mean error, that `loss` can be held against. */
      readonly error: number;
    };

/** Fewer discordant samples than these: the test is the exact one. */
const exactBelow = 25;

/**
 * McNemar's test of two counts that are equal in expectation: exact (two-sided binomial) where they are small, else χ² with the
 * correction for continuity, (|b − c| − 1)² / (b + c) (A. L. Edwards, Psychometrika 13(3), 1948).
 */
const mcNemar = (lost: number, gained: number): number => {
  const discordant = lost + gained;
  if (discordant === 0) return 1;
  return discordant < exactBelow
    ? Math.min(1, 2 * fairCoinTail(Math.min(lost, gained), discordant))
    : chiSquareTail(Math.max(0, Math.abs(lost - gained) - 1) ** 2 / discordant);
};

/**
 * How far (lost − gained) / n is above a true difference Δ, in standard errors under that difference: the score of T. Tango
 * (Statistics in Medicine 17(8), 1998, equations 5 to 7), with the proportion of discordant samples as Δ makes it most likely.
 */
const tangoScore = (lost: number, gained: number, n: number, difference: number): number => {
  const a = 2 * n;
  const b = -lost - gained + (2 * n - lost + gained) * difference;
  const c = -gained * difference * (1 - difference);
  const discordant = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const variance = n * (2 * discordant + difference * (1 - difference));
  const distance = lost - gained - n * difference;
  return variance <= 0 ? Math.sign(distance) * Infinity : distance / Math.sqrt(variance);
};

/** The greatest loss that the counts do not contradict: where the score falls to the quantile. */
const tangoBound = (lost: number, gained: number, n: number): number => {
  let [low, high] = [(lost - gained) / n, 1];
  // Each step halves the interval: 60 of them leave nothing that a double tells apart.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (tangoScore(lost, gained, n, middle) > -normal95) low = middle;
    else high = middle;
  }
  return high;
};

const compareAnswers = (
  candidate: Extract<Outcomes, { kind: 'answers' }>,
  other: Extract<Outcomes, { kind: 'answers' }>,
): PairedComparison => {
  const [own, their] = [rightAnswers(candidate), rightAnswers(other)];
  const { samples } = candidate;
  let [lost, gained] = [0, 0];
  own.forEach((right, i) => {
    if (right < (their[i] ?? 0)) lost += 1;
    else if (right > (their[i] ?? 0)) gained += 1;
  });
  return {
    kind: 'answers',
    samples,
    lost,
    gained,
    loss: (lost - gained) / samples,
    standardError: Math.sqrt(lost + gained - (lost - gained) ** 2 / samples) / samples,
    bound: tangoBound(lost, gained, samples),
    probability: mcNemar(lost, gained),
  };
};

/** Means of differences between the errors of one sample: Student's t on one sample. */
const compareErrors = (
  candidate: Extract<Outcomes, { kind: 'errors' }>,
  other: Extract<Outcomes, { kind: 'errors' }>,
): PairedComparison => {
  const [own, their] = [sampleErrors(candidate), sampleErrors(other)];
  const { samples } = candidate;
  const differences = own.map((error, i) => error - (their[i] ?? 0));
  const loss = differences.reduce((sum, one) => sum + one, 0) / samples;
  const squares = differences.reduce((sum, one) => sum + (one - loss) ** 2, 0);
  const standardError = samples < 2 ? Infinity : Math.sqrt(squares / (samples - 1) / samples);
  const margin = standardError === 0 ? 0 : student95(samples - 1) * standardError;
  return {
    kind: 'errors',
    samples,
    loss,
    standardError,
    bound: loss + margin,
    error: their.reduce((sum, one) => sum + one, 0) / samples,
  };
};

/**
 * A candidate against another model, on the same samples in the same order; undefined where they were not scored alike: on other
 * samples, or one by answers and one by errors.
 */
export const comparePaired = (candidate: Outcomes, other: Outcomes): PairedComparison | undefined => {
  if (candidate.samples !== other.samples || candidate.samples === 0) return undefined;
  if (candidate.kind === 'answers' && other.kind === 'answers') return compareAnswers(candidate, other);
  if (candidate.kind === 'errors' && other.kind === 'errors') return compareErrors(candidate, other);
  return undefined;
};

/** A tenth of a point of accuracy. */
const tiedAnswers = 0.001;
/** A hundredth of the other one's error. */
const tiedErrors = 0.01;

/**
 * Whether a candidate is as good as the best one: the 95 % bound of its loss is within 0.1 points, or within 1 % of the best one's
 * error. Few samples show of no candidate that it is: below some 2,700 not even the same answers do. What ties with one that ties with the
 * best is no tie: each candidate is held against the best itself.
 */
export const tiesWithBest = (comparison: PairedComparison): boolean =>
  comparison.bound <= (comparison.kind === 'answers' ? tiedAnswers : tiedErrors * comparison.error);
