import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answersOf, errorsOf, rightAnswers, sampleErrors } from '../../src/evaluation/outcomes.ts';
import { comparePaired, tiesWithBest, type PairedComparison } from '../../src/evaluation/paired-comparison.ts';
import { chiSquareTail, fairCoinTail, student95 } from '../../src/evaluation/quantiles.ts';
import { seededRandom } from '../../src/pass/seeded-random.ts';

type Answers = Extract<PairedComparison, { kind: 'answers' }>;

const rest = (n: number, value: boolean): readonly boolean[] => new Array<boolean>(n).fill(value);

/** A candidate that loses some of the other's right answers and gains others. */
const compared = (lost: number, gained: number, samples: number): Answers => {
  const same = rest(samples - lost - gained, true);
  const candidate = answersOf([...rest(lost, false), ...rest(gained, true), ...same]);
  const other = answersOf([...rest(lost, true), ...rest(gained, false), ...same]);
  const comparison = comparePaired(candidate, other);
  if (comparison?.kind !== 'answers') throw new Error('not compared by answers');
  return comparison;
};

describe('outcomes', () => {
  test('answers and errors come back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (right) => {
        const outcomes = answersOf(right);
        if (outcomes.kind !== 'answers') throw new Error('no answers');
        expect([...rightAnswers(outcomes)]).toEqual(right.map(Number));
      }),
    );
    const errors = errorsOf([0, 0.5, 1e-3]);
    if (errors.kind !== 'errors') throw new Error('no errors');
    expect([...sampleErrors(errors)]).toEqual([0, 0.5, Math.fround(1e-3)]);
  });
});

describe('quantiles', () => {
  test.each([
    [1, 6.3138],
    [2, 2.92],
    [5, 2.015],
    [30, 1.6973],
    [1000, 1.6464],
  ])('t of %d degrees is that of the tables', (degrees, expected) => {
    expect(student95(degrees)).toBeCloseTo(expected, 2);
  });

  test('χ² and coins, also of very many throws', () => {
    expect(chiSquareTail(3.841459)).toBeCloseTo(0.05, 6);
    expect(fairCoinTail(2, 10)).toBeCloseTo(56 / 1024, 12);
    expect(fairCoinTail(1999, 3999)).toBeCloseTo(0.5, 9);
  });
});

describe('two models on the same samples', () => {
  test('24 and 21 discordant of 10,000: an error of 0.07 points, no difference to be seen', () => {
    const { loss, standardError, bound, probability, lost, gained } = compared(24, 21, 10_000);
    expect([lost, gained]).toEqual([24, 21]);
    expect(loss).toBeCloseTo(0.0003, 12);
    expect(Number((standardError * 100).toFixed(2))).toBe(0.07);
    // (|24 − 21| − 1)² / 45 = 0.0889
    expect(probability).toBeCloseTo(0.7656, 3);
    expect(bound).toBeGreaterThan(0.0013);
    expect(bound).toBeLessThan(0.0015);
  });

  test('McNemar is exact where few are discordant', () => {
    expect(compared(8, 2, 100).probability).toBeCloseTo((2 * 56) / 1024, 12);
    expect(compared(0, 0, 100).probability).toBe(1);
    expect(compared(3, 3, 100).probability).toBe(1);
  });

  test('without discordant samples the bound is z² / (n + z²)', () => {
    const z = 1.6448536269514722;
    expect(compared(0, 0, 500).bound).toBeCloseTo(z ** 2 / (500 + z ** 2), 9);
    expect(tiesWithBest(compared(0, 0, 2600))).toBe(false);
    expect(tiesWithBest(compared(0, 0, 2800))).toBe(true);
  });

  /** The greatest likelihood of the counts under a difference, by search over the proportion of those gained. */
  const mostLikely = (lost: number, gained: number, n: number, difference: number): number => {
    const likelihood = (q: number): number =>
      lost * Math.log(q + difference) +
      gained * Math.log(q) +
      (n - lost - gained) * Math.log(Math.max(1e-300, 1 - 2 * q - difference));
    let [low, high] = [1e-12, (1 - difference) / 2];
    for (let i = 0; i < 200; i++) {
      const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
      if (likelihood(a) < likelihood(b)) low = a;
      else high = b;
    }
    return (low + high) / 2;
  };

  test.each([
    [12, 2, 50],
    [24, 21, 10_000],
    [3, 9, 200],
    [40, 35, 1000],
  ])('at the bound of %d and %d of %d the score is the quantile', (lost, gained, n) => {
    const { bound } = compared(lost, gained, n);
    const q = mostLikely(lost, gained, n, bound);
    const score = (lost - gained - n * bound) / Math.sqrt(n * (2 * q + bound * (1 - bound)));
    expect(score).toBeCloseTo(-1.6449, 2);
  });

  test('the bound holds in 95 of 100 sets of samples', () => {
    const random = seededRandom(7);
    const [lostRate, gainedRate, samples, sets] = [0.03, 0.02, 1000, 2000];
    let held = 0;
    for (let set = 0; set < sets; set++) {
      let [lost, gained] = [0, 0];
      for (let i = 0; i < samples; i++) {
        const one = random();
        if (one < lostRate) lost += 1;
        else if (one < lostRate + gainedRate) gained += 1;
      }
      if (compared(lost, gained, samples).bound >= lostRate - gainedRate) held += 1;
    }
    expect(held / sets).toBeGreaterThan(0.935);
    expect(held / sets).toBeLessThan(0.965);
  });

  test('a better one ties, a worse one does not', () => {
    expect(tiesWithBest(compared(5, 60, 10_000))).toBe(true);
    expect(tiesWithBest(compared(60, 5, 10_000))).toBe(false);
    expect(compared(60, 5, 10_000).probability).toBeLessThan(1e-9);
  });

  test('errors: the mean of the differences, and Student’s t', () => {
    const other = errorsOf([1, 2, 3, 4]);
    const comparison = comparePaired(errorsOf([1.5, 2, 3.5, 4]), other);
    expect(comparison).toMatchObject({ kind: 'errors', samples: 4, loss: 0.25, error: 2.5 });
    // Deviation 0.2887, error 0.1443, t of 3 degrees 2.3534.
    expect(comparison?.standardError).toBeCloseTo(0.1443, 3);
    expect(comparison?.bound).toBeCloseTo(0.25 + 2.3534 * 0.1443, 2);
    const same = comparePaired(other, other);
    expect(same).toMatchObject({ loss: 0, bound: 0 });
    expect(same && tiesWithBest(same)).toBe(true);
  });

  test('what was scored on other samples is not compared', () => {
    expect(comparePaired(answersOf([true]), answersOf([true, false]))).toBeUndefined();
    expect(comparePaired(answersOf([true]), errorsOf([1]))).toBeUndefined();
    expect(comparePaired(answersOf([]), answersOf([]))).toBeUndefined();
  });
});
