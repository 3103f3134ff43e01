import { describe, expect, test } from '@jest/globals';
import type { Samples } from '@tinyml/core';
import { importedAnswers, withAnswers } from '../../src/evaluation/imported-answers.ts';
import { positionsOf, samplesAt, spreadSubset, subsetOf } from '../../src/evaluation/sample-subset.ts';
import { seededPart } from '../../src/evaluation/seeded-part.ts';
import { choosingFrom, selectionParts } from '../../src/evaluation/selection-data.ts';

/** Samples of one number each, which is what tells them apart. */
const samplesOf = (values: readonly number[], labels?: readonly number[]): Samples => ({
  count: values.length,
  inputs: (index) => [{ type: { dtype: 'float32', shape: [1, 1] }, data: Float32Array.of(values[index] ?? NaN) }],
  ...(labels && { labels }),
});

const upTo = (n: number, first = 0): readonly number[] => Array.from({ length: n }, (_, i) => first + i);

describe('where the samples come from that choose', () => {
  test.each([
    [['validation', 'train', 'test'], true, 'validation'],
    [['train', 'test'], true, 'train'],
    [['train', 'test'], false, 'test'],
    [['train', 'calibration'], false, 'train'],
    [['calibration'], false, 'calibration'],
  ] as const)('of %j, untrained: %s: %s', (splits, untrained, expected) => {
    expect(choosingFrom(new Set(splits), untrained)?.split).toBe(expected);
  });

  test('of no data: none', () => {
    expect(choosingFrom(new Set(), true)).toBeUndefined();
  });
});

describe('a part drawn by lot', () => {
  const labels = upTo(300).map((i) => (i < 200 ? 0 : 1));
  const contents = upTo(300).map(String);

  test('has its share of each class, the same at every run, another with another seed', () => {
    const drawn = seededPart(contents, labels, 0.5, 1);
    expect(drawn.slice(0, 200).filter(Boolean)).toHaveLength(100);
    expect(drawn.slice(200).filter(Boolean)).toHaveLength(50);
    expect(seededPart(contents, labels, 0.5, 1)).toEqual(drawn);
    expect(seededPart(contents, labels, 0.5, 2)).not.toEqual(drawn);
    expect(drawn.slice(0, 100).filter(Boolean)).not.toHaveLength(100);
  });

  test('samples of one content are on one side', () => {
    const twice = [...contents, ...contents];
    const drawn = seededPart(twice, undefined, 0.3, 5);
    expect(drawn.slice(300)).toEqual(drawn.slice(0, 300));
    expect(drawn.filter(Boolean).length).toBeCloseTo(180, -1);
  });

  test('classes of a few samples still give their share together', () => {
    const rare = upTo(100);
    expect(seededPart(rare.map(String), rare, 0.1, 1).filter(Boolean)).toHaveLength(10);
  });
});

describe('selection', () => {
  test('half of the test data chooses, the other half reports; calibration has none of either', () => {
    const calibration = samplesOf(upTo(10));
    const test = samplesOf(
      upTo(100),
      upTo(100).map((i) => i % 2),
    );
    const parts = selectionParts({ split: 'test', how: 'drawn', share: 0.5 }, { calibration, test }, 1);
    const [choosing, reporting] = [new Set(positionsOf(parts.choosing)), positionsOf(parts.kept.test ?? subsetOf([]))];
    expect(choosing.size + reporting.length).toBe(90);
    expect(reporting.some((i) => choosing.has(i))).toBe(false);
    expect([...choosing, ...reporting].every((i) => i >= 10)).toBe(true);
    expect(parts.dropped.reduce((sum, { count }) => sum + count, 0)).toBe(10);
    expect(parts.kept.calibration).toBeUndefined();
  });

  test('data.validation loses what calibration and test data have, and the test data stays whole', () => {
    const parts = selectionParts(
      { split: 'validation', how: 'given' },
      { calibration: samplesOf([1, 2]), validation: samplesOf([1, 3, 4, 5]), test: samplesOf([5, 6]) },
      1,
    );
    expect(positionsOf(parts.choosing)).toEqual([1, 2]);
    expect(parts.kept).toEqual({});
    expect(parts.dropped).toEqual([
      { from: 'validation', because: 'calibration', count: 1 },
      { from: 'validation', because: 'test', count: 1 },
    ]);
  });

  test('what is held out of the training data is not trained on, a duplicate neither', () => {
    const train = samplesOf([...upTo(100), ...upTo(100)]);
    const parts = selectionParts({ split: 'train', how: 'drawn', share: 0.1 }, { train }, 3);
    const value = (i: number): number => i % 100;
    const held = new Set(positionsOf(parts.choosing).map(value));
    expect(held.size).toBe(10);
    expect(positionsOf(parts.kept.train ?? subsetOf([])).some((i) => held.has(value(i)))).toBe(false);
  });
});

describe('subsets', () => {
  test('samples at positions have their own labels', () => {
    const some = samplesAt(samplesOf([7, 8, 9], [0, 1, 2]), positionsOf(subsetOf([true, false, true])));
    expect(some.count).toBe(2);
    expect([...(some.inputs(1)[0]?.data ?? [])]).toEqual([9]);
    expect(some.labels).toEqual([0, 2]);
  });

  test('fewer are spread over all', () => {
    const fewer = spreadSubset(subsetOf(upTo(100).map(() => true)), 4);
    expect(positionsOf(fewer)).toEqual([0, 25, 50, 75]);
  });
});

describe('answers of the imported model', () => {
  const graph = {
    inputs: ['x'],
    outputs: ['y'],
    values: new Map([
      ['x', { type: { dtype: 'float32', shape: [1, 1] } }],
      ['y', { type: { dtype: 'float32', shape: [1, 2] } }],
    ]),
  };
  const traits: Readonly<Record<string, object>> = {
    softmax: { probabilities: 'softmax' },
    logistic: { probabilities: 'logistic' },
    tanh: { elementwise: true },
    add: { elementwise: true, arithmetic: 'add' },
    reshape: { keepsOrder: true },
    quantize: { converts: 'to-stored', elementwise: true },
    fully_connected: {},
  };
  const toolkit = { operators: new Map(Object.entries(traits).map(([name, has]) => [name, { traits: has }])) };
  const answersOf = async (
    outputs: (value: number) => readonly number[],
    end = 'fully_connected',
    samples = samplesOf([0.2, 0.9]),
    attrs: object = {},
  ) => {
    const nodes = [
      { id: 'end', op: end, attrs, inputs: ['x'], outputs: ['z'] },
      { id: 'shape', op: 'reshape', attrs: {}, inputs: ['z'], outputs: ['y'] },
    ];
    const executable = { graph: { ...graph, nodes }, toolkit };
    const answers = await importedAnswers(executable as unknown as Parameters<typeof importedAnswers>[0], samples, {
      name: 'a table',
      async run(_, count, inputs, take) {
        for (let i = 0; i < count; i++)
          take([
            {
              type: { dtype: 'float32', shape: [1, 2] },
              data: Float32Array.from(outputs(Number(inputs(i)[0]?.data[0]))),
            },
          ]);
        return Promise.resolve();
      },
    });
    return withAnswers(samples, answers);
  };

  test('probabilities give classes', async () => {
    const samples = await answersOf((p) => [1 - p, p]);
    expect(samples.labels).toEqual([0, 1]);
  });

  test('so do logits, of which now one and now the other wins', async () => {
    for (const end of ['fully_connected', 'add', 'quantize']) {
      const samples = await answersOf((p) => [4, 8 * p], end);
      expect(samples.labels).toEqual([0, 1]);
    }
  });

  test('a vector with an activation at its end is numbers, whichever element is the greatest', async () => {
    const vector = (p: number): readonly number[] => [0.4, 0.8 * p];
    for (const samples of [
      await answersOf(vector, 'logistic'),
      await answersOf(vector, 'tanh'),
      await answersOf(vector, 'fully_connected', undefined, { activation: 'relu' }),
      await answersOf(vector, 'fully_connected', { ...samplesOf([0.2, 0.9]), targets: () => Float32Array.of(0, 0) }),
    ])
      expect(samples.labels).toBeUndefined();
  });

  test('a softmax at the end, or labels, tell of classes where one of them always wins', async () => {
    const vector = (p: number): readonly number[] => [10 * p, -p];
    expect((await answersOf(vector, 'softmax')).labels).toEqual([0, 0]);
    expect((await answersOf(vector, 'fully_connected', samplesOf([0.2, 0.9], [0, 1]))).labels).toEqual([0, 0]);
  });

  test('other numbers are what outputs are held against', async () => {
    const samples = await answersOf((p) => [10 * p, -p]);
    expect(samples.labels).toBeUndefined();
    expect([...(samples.targets?.(1) ?? [])]).toEqual([9, Math.fround(-0.9)]);
  });
});
