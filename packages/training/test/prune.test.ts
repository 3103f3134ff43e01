import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { constantOf, interpret, isTinymlError, type Graph, type Pass, type PassResult } from '@tinyml/core';
import { testContext } from '@tinyml/core/testing';
import fc from 'fast-check';
import { describeWith } from '../../../tools/testing.ts';
import { pruneChannels } from '../src/passes/prune-channels.ts';
import { prune } from '../src/passes/prune.ts';
import { train } from '../src/passes/train.ts';
import { erdosRenyi } from '../src/pruning/distribution.ts';
import { pruningMask, type Matrix } from '../src/pruning/mask.ts';
import { completeSchedule } from '../src/pruning/prune-technique.ts';
import { sparsityAt, updatesAt } from '../src/pruning/schedule.ts';
import { constants, operators, points, smallClassifier } from './support/small-classifier.ts';

// A loaded machine may take seconds for what takes a tenth of one.
jest.setTimeout(120_000);

describe('the schedule', () => {
  const schedule = { initial: 0.5, final: 0.8, begin: 100, end: 300, frequency: 50, exponent: 3 };

  test('is the polynomial of Zhu and Gupta', () => {
    expect(sparsityAt(schedule, 99)).toBe(0);
    expect(sparsityAt(schedule, 100)).toBeCloseTo(0.5, 12);
    expect(sparsityAt(schedule, 200)).toBeCloseTo(0.8 - 0.3 * 0.5 ** 3, 12);
    expect(sparsityAt(schedule, 250)).toBeCloseTo(0.8 - 0.3 * 0.25 ** 3, 12);
    expect(sparsityAt(schedule, 300)).toBeCloseTo(0.8, 12);
    expect(sparsityAt(schedule, 1000)).toBeCloseTo(0.8, 12);
    expect(sparsityAt({ ...schedule, exponent: 1 }, 150)).toBeCloseTo(0.575, 12);
  });

  test('makes masks every `frequency` steps and at its end', () => {
    const updates = Array.from({ length: 400 }, (_, step) => step).filter((step) => updatesAt(schedule, step));
    expect(updates).toEqual([100, 150, 200, 250, 300]);
    const uneven = { ...schedule, frequency: 90 };
    expect(Array.from({ length: 400 }, (_, step) => step).filter((step) => updatesAt(uneven, step))).toEqual([
      100, 190, 280, 300,
    ]);
  });

  test('ends after three quarters of the steps where nothing else is said', () => {
    const { end: _, ...open } = schedule;
    expect(completeSchedule(open, { steps: 1000, stepsPerEpoch: 100 }).end).toBe(750);
  });
});

test('small layers keep more, and all together what was asked for', () => {
  // The convolution and the dense layer of CNN1, and one too small to be pruned.
  const shapes = [
    [12, 3, 3, 1],
    [10, 2028],
    [2, 2],
  ];
  const shares = erdosRenyi(shapes, 0.8);
  const sizes = [108, 20_280, 4];
  const total = shares.reduce((sum, share, i) => sum + share * (sizes[i] ?? 0), 0);
  expect(total / 20_392).toBeCloseTo(0.8, 12);
  expect(shares[2]).toBe(0);
  expect((1 - (shares[0] ?? 0)) / (1 - (shares[1] ?? 0))).toBeCloseTo(19 / 108 / (2038 / 20_280), 10);
});

describe('masks', () => {
  const matrices = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 13 }))
    .chain(([rows, columns]) =>
      fc.tuple(
        fc.constant<Matrix>({ rows, columns }),
        fc.array(fc.integer({ min: -6, max: 6 }), { minLength: rows * columns, maxLength: rows * columns }),
      ),
    );
  const zerosOf = (mask: Float32Array): number => mask.reduce((count, kept) => count + 1 - kept, 0);

  test('unstructured: exactly the share asked for, and no weight that goes is above one that stays', () => {
    fc.assert(
      fc.property(matrices, fc.double({ min: 0, max: 0.99, noNaN: true }), ([matrix, values], sparsity) => {
        const mask = pruningMask(Float32Array.from(values), matrix, { kind: 'unstructured' }, sparsity);
        expect(zerosOf(mask)).toBe(Math.round(sparsity * values.length));
        const of = (kept: number): number[] => values.map(Math.abs).filter((_, i) => mask[i] === kept);
        expect(Math.max(0, ...of(0))).toBeLessThanOrEqual(Math.min(7, ...of(1)));
      }),
    );
  });

  test('2:4: of each four neighbours in a row exactly two stay, the two greatest', () => {
    fc.assert(
      fc.property(matrices, ([matrix, values]) => {
        const mask = pruningMask(Float32Array.from(values), matrix, { kind: 'n-of-m', n: 2, m: 4 }, 0.5);
        for (let row = 0; row < matrix.rows; row++)
          for (let column = 0; column < matrix.columns; column += 4) {
            const group = Array.from({ length: Math.min(4, matrix.columns - column) }, (_, i) => i).map((i) => {
              const at = row * matrix.columns + column + i;
              return { size: Math.abs(values[at] ?? 0), kept: mask[at] === 1 };
            });
            expect(group.filter(({ kept }) => kept)).toHaveLength(Math.min(2, group.length));
            const least = Math.min(...group.filter(({ kept }) => kept).map(({ size }) => size));
            for (const { size, kept } of group) if (!kept) expect(size).toBeLessThanOrEqual(least);
          }
      }),
    );
  });

  test('blocks: each is kept or zero as a whole, and no more goes than was asked for', () => {
    fc.assert(
      fc.property(
        matrices,
        fc.constantFrom([1, 4], [4, 4], [2, 3]),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        ([matrix, values], [rows = 1, columns = 1], sparsity) => {
          const pattern = { kind: 'block', rows, columns } as const;
          const mask = pruningMask(Float32Array.from(values), matrix, pattern, sparsity);
          const blocks = new Map<string, Set<number | undefined>>();
          mask.forEach((kept, i) => {
            const [row, column] = [Math.floor(i / matrix.columns), i % matrix.columns];
            const key = `${String(Math.floor(row / rows))} ${String(Math.floor(column / columns))}`;
            blocks.set(key, (blocks.get(key) ?? new Set()).add(kept));
          });
          for (const kinds of blocks.values()) expect(kinds.size).toBe(1);
          const asked = Math.round(sparsity * values.length);
          expect(zerosOf(mask)).toBeLessThanOrEqual(asked);
          expect(zerosOf(mask)).toBeGreaterThan(asked - rows * columns);
        },
      ),
    );
  });
});

const graph = smallClassifier();
const samples = points(300);

const runPass = async (pass: Pass, from: Graph, options: object): Promise<PassResult> => {
  const result = await pass.run(from, testContext(pass, from, options, { operators, constants, samples }) as never);
  return 'graph' in result ? result : { graph: result };
};

const codesOf = async (pass: Pass, options: object): Promise<readonly string[]> => {
  try {
    await runPass(pass, graph, options);
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
  return [];
};

const accuracyOf = (trained: Graph): number => {
  let right = 0;
  for (let i = 0; i < samples.count; i++) {
    const [output] = interpret(trained, [...samples.inputs(i)], { operators, constants });
    const answers = Array.from(output?.data as Float32Array);
    right += answers.indexOf(Math.max(...answers)) === samples.labels?.[i] ? 1 : 0;
  }
  return right / samples.count;
};

const zeros = (from: Graph, id: string): readonly boolean[] =>
  Array.from(constantOf(from, constants, id)?.data as Float32Array, (weight) => weight === 0);

const count = (flags: readonly boolean[]): number => flags.filter(Boolean).length;

test.each([
  ['prune', { exclude: ['dense_7'] }, 'TML660'],
  ['prune', { exclude: ['*'] }, 'TML652'],
  ['prune', { initial: 0.9, final: 0.5 }, 'TML657'],
  ['prune', { pattern: '4:2' }, 'TML658'],
  ['prune', { pattern: 'checkered' }, 'TML658'],
  ['prune', { epochs: 2, batch: 30, begin: 5, end: 5 }, 'TML657'],
  ['prune', { epochs: 2, batch: 30, end: 21 }, 'TML657'],
  ['prune-channels', { layers: [{ name: 'dence', ratio: 0.5 }] }, 'TML660'],
  ['prune-channels', { layers: [{ name: 'dense_1', ratio: 0.5 }] }, 'TML651'],
  ['prune-channels', { exclude: ['dense'] }, 'TML652'],
  ['prune-channels', { ratio: 0.01 }, 'TML653'],
  ['prune-channels', { criterion: 'batch-norm' }, 'TML655'],
  ['prune-channels', { epochs: 2, steps: 3 }, 'TML656'],
] as const)('%s %j is refused before the first epoch', async (name, options, code) => {
  expect(await codesOf((name === 'prune' ? prune : pruneChannels) as Pass, options)).toEqual([code]);
});

const suite = (): void => {
  test('weights become zero while the network learns, and stay so', async () => {
    const trained = await runPass(train, graph, { epochs: 30, batch: 16, learningRate: 0.02 });
    expect(accuracyOf(trained.graph)).toBeGreaterThan(0.93);
    const options = { epochs: 20, batch: 16, learningRate: 0.01, frequency: 10, final: 0.5, initial: 0.2 };
    const { graph: pruned, metrics } = await runPass(prune, trained.graph, options);
    expect([count(zeros(pruned, 'w1')), count(zeros(pruned, 'w2'))]).toEqual([16, 24]);
    expect(count(zeros(pruned, 'b1'))).toBe(0);
    expect(metrics).toMatchObject({ sparsity: 0.5, 'dense.sparsity': 0.5, 'dense_1.sparsity': 0.5, epochs: 20 });
    const once = await runPass(prune, trained.graph, { epochs: 0, final: 0.5 });
    expect(accuracyOf(pruned)).toBeGreaterThan(0.9);
    expect(accuracyOf(pruned)).toBeGreaterThanOrEqual(accuracyOf(once.graph));
    // What trains next leaves them at zero.
    const again = await runPass(prune, pruned, { epochs: 1, batch: 16, final: 0.5, exclude: ['dense'], initial: 0.5 });
    expect(zeros(again.graph, 'w1')).toEqual(zeros(pruned, 'w1'));
  });

  test('does not stop before the schedule is through', async () => {
    const options = { epochs: 8, batch: 30, patience: 1, validation: 0.2, learningRate: 1e-6, frequency: 3, end: 40 };
    const { graph: pruned, metrics } = await runPass(prune, graph, { ...options, final: 0.75 });
    expect(Number(metrics?.['epochs'])).toBeGreaterThanOrEqual(5);
    expect(count(zeros(pruned, 'w2'))).toBe(36);
  });

  test('filters go in steps, and what is left learns', async () => {
    const trained = await runPass(train, graph, { epochs: 20, batch: 16, learningRate: 0.02 });
    const options = { ratio: 0.5, steps: 2, epochs: 10, batch: 16, learningRate: 0.01 };
    const { graph: pruned, metrics } = await runPass(pruneChannels, trained.graph, options);
    expect(constantOf(pruned, constants, 'w1')?.type.shape).toEqual([8, 2]);
    expect(constantOf(pruned, constants, 'w2')?.type.shape).toEqual([3, 8]);
    expect(metrics).toMatchObject({ 'dense.channels': '16 → 8', parametersBefore: 99, parameters: 51, epochs: 10 });
    expect(accuracyOf(pruned)).toBeGreaterThan(0.9);
  });
};

describeWith('native', { nativeTensorFlow: true }, suite);

describe('in JavaScript', () => {
  const before = process.env['TINYML_TRAINING_BACKEND'];
  beforeAll(() => {
    process.env['TINYML_TRAINING_BACKEND'] = 'cpu';
  });
  afterAll(() => {
    if (before === undefined) delete process.env['TINYML_TRAINING_BACKEND'];
    else process.env['TINYML_TRAINING_BACKEND'] = before;
  });
  suite();
});
