import { describe, expect, test } from '@jest/globals';
import { areaUnderCurve } from '../../src/evaluation/area-under-curve.ts';
import { asRealNumbers, asStoredInput } from '../../src/evaluation/real-numbers.ts';
import { scorerFor } from '../../src/evaluation/score.ts';
import { taskOf } from '../../src/evaluation/task.ts';
import type { TensorType } from '../../src/ir/type.ts';

const float = (...shape: number[]): TensorType => ({ dtype: 'float32', shape });
const noInputs = (): never => {
  throw new Error('not asked for');
};

describe('what a model is scored as', () => {
  test('labels and several outputs: a classifier; one output: a probability; output as input: an auto-encoder', () => {
    const labelled = { count: 3, inputs: noInputs, labels: [0, 1, 1] };
    expect(taskOf(float(1, 4), float(1, 3), labelled)).toEqual({ kind: 'classification', classes: 3 });
    expect(taskOf(float(1, 4), float(1, 1), labelled)).toEqual({ kind: 'binary' });
    const aimed = { ...labelled, targets: () => Float32Array.of(1, 2, 3) };
    expect(taskOf(float(1, 4), float(1, 3), aimed)).toEqual({ kind: 'regression' });
    expect(taskOf(float(1, 4), float(1, 4), { count: 3, inputs: noInputs })).toEqual({ kind: 'reconstruction' });
  });

  test('no labels, or labels beyond the classes, are errors', () => {
    expect(() => taskOf(float(1, 4), float(1, 3), { count: 1, inputs: noInputs })).toThrow('TML813');
    expect(() => taskOf(float(1, 4), float(1, 3), { count: 2, inputs: noInputs, labels: [0, 3] })).toThrow('TML814');
    expect(() => taskOf(float(1, 4), float(1, 1), { count: 1, inputs: noInputs, labels: [2] })).toThrow('TML814');
  });
});

describe('scores', () => {
  test('accuracy, confusion, recall and precision by hand', () => {
    const scorer = scorerFor({ kind: 'classification', classes: 3 });
    const outputs: readonly (readonly [number, readonly number[]])[] = [
      [0, [0.9, 0.1, 0]],
      [0, [0.1, 0.9, 0]],
      [1, [0.5, 0.5, 0]], // of equal ones the first
      [1, [0, 1, 0]],
    ];
    for (const [label, output] of outputs) scorer.add({ input: [], label, target: [] }, output);
    expect(scorer.score()).toEqual({
      kind: 'classification',
      samples: 4,
      accuracy: 0.5,
      confusion: [
        [1, 1, 0],
        [1, 1, 0],
        [0, 0, 0],
      ],
      classes: [
        { label: 0, samples: 2, recall: 0.5, precision: 0.5 },
        { label: 1, samples: 2, recall: 0.5, precision: 0.5 },
        { label: 2, samples: 0, recall: null, precision: null },
      ],
      auc: null,
    });
  });

  test('a regressor: absolute and squared errors, and the part of the variance that it explains', () => {
    const scorer = scorerFor({ kind: 'regression' });
    const rows: readonly (readonly [readonly number[], readonly number[]])[] = [
      [[1, 10], [2, 10]],
      [[3, 10], [3, 12]],
      [[5, 13], [4, 13]],
    ]; // prettier-ignore
    for (const [target, output] of rows) scorer.add({ input: [], label: NaN, target }, output);
    // Σ(y − ȳ)² = (4 + 0 + 4) + (1 + 1 + 4), Σ(y − ŷ)² = 1 + 4 + 1.
    const score = scorer.score();
    expect(score).toMatchObject({ kind: 'regression', samples: 3, mae: 4 / 6, rmse: 1 });
    expect(score).toHaveProperty('r2', expect.closeTo(1 - 6 / 14, 12));
    const constant = scorerFor({ kind: 'regression' });
    for (const target of [[2], [2]]) constant.add({ input: [], label: NaN, target }, [1]);
    expect(constant.score()).toMatchObject({ mae: 1, r2: null });
  });

  test('an auto-encoder: errors in real units, anomalies told by their error', () => {
    const scorer = scorerFor({ kind: 'reconstruction' });
    scorer.add({ input: [1, 2], label: 0, target: [] }, [1, 2.5]);
    scorer.add({ input: [1, 2], label: 1, target: [] }, [3, 2]);
    expect(scorer.score()).toEqual({ kind: 'reconstruction', samples: 2, mae: 2.5 / 4, mse: 4.25 / 4, auc: 1 });
  });

  test('the area under the curve counts pairs in order, ties half', () => {
    const scores = [0.1, 0.4, 0.35, 0.8, 0.4];
    const labels = [0, 0, 1, 1, 1];
    let pairs = 0;
    let won = 0;
    labels.forEach((a, i) => {
      labels.forEach((b, j) => {
        if (a !== 1 || b !== 0) return;
        pairs += 1;
        won += (scores[i] as number) > (scores[j] as number) ? 1 : scores[i] === scores[j] ? 0.5 : 0;
      });
    });
    expect(areaUnderCurve(scores, (i) => labels[i] === 1)).toBeCloseTo(won / pairs, 12);
    expect(areaUnderCurve([1, 2], () => true)).toBeNull();
  });
});

test('inputs are stored as the model takes them, outputs read back', () => {
  const type: TensorType = { dtype: 'int8', shape: [3], quant: { scale: [0.5], zeroPoint: [-1] } };
  const data = asStoredInput(Float32Array.of(0, 1, 100), type);
  expect([...(data as Int8Array)]).toEqual([-1, 1, 127]);
  expect([...asRealNumbers({ type, data })]).toEqual([0, 1, 64]);
  const half: TensorType = { dtype: 'float16', shape: [2] };
  expect([...asRealNumbers({ type: half, data: asStoredInput(Float32Array.of(0.5, -2), half) })]).toEqual([0.5, -2]);
});
