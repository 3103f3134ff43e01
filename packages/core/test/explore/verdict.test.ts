import { expect, test } from '@jest/globals';
import type { Evaluation } from '../../src/evaluation/evaluate.ts';
import { regressionScorer } from '../../src/evaluation/regression-score.ts';
import { verdictOf } from '../../src/explore/verdict.ts';

const evaluated = (outputs: readonly number[], targets: readonly number[]): Evaluation => {
  const scorer = regressionScorer();
  outputs.forEach((output, i) => {
    scorer.add({ input: [], label: NaN, target: [targets[i] ?? 0] }, [output]);
  });
  return { score: scorer.score(), outcomes: scorer.outcomes() };
};

// The baseline is what the others are held against: its own error is 0, and no error is a part of that.
test('outputs held against the imported model lose a part of how much its own vary', () => {
  const answers = [-2, 2, -2, 2];
  const baseline = evaluated(answers, answers);
  const { bound, loss, quality } = verdictOf(evaluated([-1.9, 2.1, -2.1, 1.9], answers), baseline, true);
  expect(quality).toMatchObject({ measure: 'mean absolute error', samples: 4 });
  expect(loss).toBeCloseTo(0.1 / 2, 6);
  expect(bound).toBeGreaterThanOrEqual(loss - 1e-9);
  expect(verdictOf(baseline, baseline, true).loss).toBe(0);
});

test('outputs held against targets lose a part of the error before', () => {
  const targets = [0, 1, 2, 3];
  const baseline = evaluated([0.1, 1.1, 2.1, 3.1], targets);
  expect(verdictOf(evaluated([0.12, 1.12, 2.12, 3.12], targets), baseline, false).loss).toBeCloseTo(0.2, 6);
});
