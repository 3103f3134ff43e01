import type { Outcome } from './job.ts';

/** The share of its training that a candidate gets before it gets all of it. */
export const shortShare = 0.25;

/** Candidates that are compared by their short forms before any is held back; and pairs of both that a correlation is told from. */
const leastShort = 3;
const leastPairs = 5;

/** Below this the short form says too little of the whole. */
export const leastCorrelation = 0.5;

/** Ranks from 0; of equal values the mean of theirs. */
const ranksOf = (values: readonly number[]): readonly number[] =>
  values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });

/** Spearman's rank correlation: Pearson's of the ranks. undefined where one side has but one value. */
export const rankCorrelation = (a: readonly number[], b: readonly number[]): number | undefined => {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (a.length - 1) / 2;
  const products = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((sum, one, i) => sum + (one - mean) * ((q[i] as number) - mean), 0);
  const scale = Math.sqrt(products(x, x) * products(y, y));
  return scale === 0 ? undefined : products(x, y) / scale;
};

/** How well losses after a short training tell the order of those after the whole one. */
export interface RungRecord {
  readonly share: number;
  /** Candidates that got the short one, and of these all of it. */
  readonly short: number;
  readonly whole: number;
  /** null: too few to tell, or all alike. */
  readonly correlation: number | null;
  /** Whether candidates get the whole training at once from now on. */
  readonly dropped: boolean;
}

export const rungRecord = (outcomes: readonly Outcome[]): RungRecord => {
  const short = outcomes.flatMap((outcome) =>
    outcome.shortLoss === null ? [] : { ...outcome, loss: outcome.shortLoss },
  );
  const pairs = short.flatMap(({ loss, verdict }) => (verdict === null ? [] : [[loss, verdict.loss] as const]));
  const correlation =
    pairs.length < leastPairs
      ? undefined
      : rankCorrelation(
          pairs.map(([loss]) => loss),
          pairs.map(([, whole]) => whole),
        );
  return {
    share: shortShare,
    short: short.length,
    whole: pairs.length,
    correlation: correlation ?? null,
    dropped: correlation !== undefined && correlation < leastCorrelation,
  };
};

/**
 * Whether a candidate that lost so much after its short training gets the whole one: among the first ones, within the limit, or in the
 * better half of those before it (successive halving; Jamieson and Talwalkar, AISTATS 2016).
 */
export const isPromising = (loss: number, limit: number, before: readonly Outcome[]): boolean => {
  const others = before.flatMap(({ shortLoss }) => shortLoss ?? []);
  if (others.length < leastShort || loss <= limit) return true;
  const better = others.filter((other) => other < loss).length;
  return better < others.length / 2;
};
