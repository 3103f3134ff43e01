import { describe, expect, test } from '@jest/globals';
import { definePass, type Pass } from '../../src/index.ts';
import { candidateText, type Step } from '../../src/explore/candidate.ts';
import { passDomain } from '../../src/explore/domain.ts';
import { expectedImprovement } from '../../src/explore/normal.ts';
import { gaussianProcess } from '../../src/explore/gaussian-process.ts';
import { dominatedVolume } from '../../src/explore/hypervolume.ts';
import { frontOf, lossAt, lossScale, type Costs } from '../../src/explore/objectives.ts';
import { candidatePool } from '../../src/explore/pool.ts';
import { search } from '../../src/explore/search.ts';
import type { SearchSpace } from '../../src/explore/space.ts';
import { startFacts } from '../../src/plan/facts.ts';

const prune = definePass({
  name: 'prune',
  version: 1,
  kind: 'pre-training',
  summary: '',
  requires: ['float'],
  preserves: 'none',
  options: { type: 'object', additionalProperties: false, properties: { share: { type: 'number', default: 0.5 } } },
  search: { share: [0.8] },
  makes: () => [{ fact: 'zeros', what: 'zeros' }],
  run: (graph) => graph,
});
const tune = definePass({
  name: 'tune',
  version: 1,
  kind: 'pre-training',
  summary: '',
  requires: ['float'],
  preserves: 'none',
  loses: () => ['zeros'],
  run: (graph) => graph,
});
const store = definePass({
  name: 'store',
  version: 1,
  kind: 'post-training',
  summary: '',
  requires: ['float'],
  establishes: ['quantized'],
  invalidates: ['float'],
  preserves: 'none',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { mode: { type: 'string', enum: ['a', 'b'], default: 'a' }, fine: { type: 'boolean', default: false } },
  },
  search: { mode: ['b'], fine: [true] },
  worthTrying: ({ mode, fine }) => mode === 'a' || !fine,
  run: (graph) => graph,
});

const spaceOf = (...passes: readonly Pass[]): SearchSpace => ({
  common: [],
  facts: startFacts(['float']),
  domains: passes.map((pass) => passDomain(pass, pass.name, {})),
  followers: [],
  leftOut: [],
});

const texts = (steps: readonly { readonly steps: readonly Step[] }[]): readonly string[] => steps.map(candidateText);

describe('the space of a search', () => {
  test('a pass comes in every way worth trying, its defaults first', () => {
    const { ways } = passDomain(store as Pass, 'store', {});
    expect(ways.map(({ written }) => written)).toEqual([{}, { fine: true }, { mode: 'b' }]);
    expect(passDomain(store as Pass, 'store', { mode: ['b'] }).ways.map(({ written }) => written)).toEqual([
      { mode: 'b' },
    ]);
  });

  test('orders whose facts do not hold, and those that throw work away, are none', () => {
    const pool = candidatePool(spaceOf(prune as Pass, tune, store as Pass), 1);
    const all = texts(pool.candidates);
    expect(all[0]).toContain('float32');
    expect(all).toContain('tune → prune → store { mode: b }');
    expect(all.some((text) => text.startsWith('store') && text.includes('→'))).toBe(false);
    expect(all.some((text) => text.startsWith('prune → tune'))).toBe(false);
    expect(pool.wasteful).toEqual(['tune throws away what prune makes: zeros']);
    expect(pool.notListed).toBe(0);
  });

  test('a space too large to list is sampled, the same way for the same seed', () => {
    const space = spaceOf(prune as Pass, tune, store as Pass);
    const some = (seed: number): readonly string[] =>
      texts(candidatePool(space, seed, { candidates: 9, steps: 4 }).candidates);
    expect(some(1)).toEqual(some(1));
    expect(some(1)).not.toEqual(some(2));
    expect(some(1)).toHaveLength(9);
  });
});

const costs = (flash: number, loss: number): Costs => ({ flash, ram: 100, cycles: 100, loss });

describe('what a search believes', () => {
  test('the front is what nothing dominates, of equals the first', () => {
    const all = [costs(10, 0.1), costs(20, 0), costs(20, 0.1), costs(10, 0.1)];
    expect(frontOf(all, (one) => one)).toEqual([all[0], all[1]]);
  });

  test('losses have a scale that goes both ways', () => {
    for (const loss of [0, 0.001, 0.02, 0.25]) expect(lossAt(lossScale(loss))).toBeCloseTo(loss, 9);
    expect(lossScale(-0.1)).toBe(0);
    expect(lossScale(0.9)).toBe(1);
  });

  test('expected improvement is the mean of what is below', () => {
    expect(expectedImprovement(1, 0.4, 0)).toBeCloseTo(0.6, 9);
    let sum = 0;
    const steps = 20_000;
    for (let i = 0; i < steps; i++) {
      const z = -8 + (16 * (i + 0.5)) / steps;
      sum += (Math.max(0, 0.3 - (0.5 + 0.2 * z)) * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
    }
    expect(expectedImprovement(0.3, 0.5, 0.2)).toBeCloseTo((sum * 16) / steps, 6);
  });

  test('the growth that a certain candidate promises is the growth that it brings', () => {
    const range = {
      flash: { least: 10, most: 1000 },
      ram: { least: 10, most: 1000 },
      cycles: { least: 10, most: 1000 },
    };
    const known = [costs(100, 0.01), costs(300, 0)];
    const next = costs(50, 0.005);
    const before = dominatedVolume(known, range);
    const after = dominatedVolume([...known, next], range);
    expect(after.volume).toBeGreaterThan(before.volume);
    expect(before.expectedGrowth(next, lossScale(next.loss), 0)).toBeCloseTo(after.volume - before.volume, 9);
    expect(before.expectedGrowth(costs(100, 0.02), lossScale(0.02), 0)).toBe(0);
  });

  test('a process knows what it has seen, and is the less sure the farther off', () => {
    const points = [0, 0.5, 1].map((x) => Float64Array.of(x));
    const process = gaussianProcess(points, [0, 0.4, 1], 0.2);
    points.forEach((point, i) => {
      expect(process.predict(point).mean).toBeCloseTo([0, 0.4, 1][i] as number, 1);
    });
    const [near, far] = [0.5, 0.75].map((x) => process.predict(Float64Array.of(x)).deviation) as [number, number];
    expect(near).toBeLessThan(far);
  });
});

describe('a search', () => {
  const share = definePass({
    name: 'share',
    version: 1,
    kind: 'post-training',
    summary: '',
    preserves: 'none',
    options: { type: 'object', additionalProperties: false, properties: { values: { type: 'integer', default: 2 } } },
    search: { values: Array.from({ length: 60 }, (_, i) => i + 3) },
    run: (graph) => graph,
  });

  /** The fewer values, the smaller. All of them lose next to nothing as measured; for certain only from `certainFrom` on. */
  const run = async (certainFrom: number, limit = 0.003) => {
    const space = spaceOf(share as Pass);
    return search({
      space,
      pool: candidatePool(space, 1),
      priority: 'size',
      limits: { evaluations: 48, costs: { flash: 2000, ram: Infinity, cycles: Infinity, loss: limit } },
      try: (candidate) => {
        const values = Number(candidate.steps[0]?.options['values'] ?? 100);
        const over = values > 62;
        const figures = {
          flash: over ? 4000 : 1000 + 10 * values,
          ram: 500,
          cycles: 1000,
          over: over ? ['flash'] : [],
        };
        const loss = 0.0004;
        const verdict = { loss, bound: limit + 0.00005 * (Math.min(certainFrom, 200) - values) };
        return Promise.resolve({
          candidate,
          job: 'sha256-0',
          graph: null,
          refused: null,
          lowered: { ...figures, kernels: 'size' },
          verdict: over ? null : verdict,
        } as never);
      },
      onStep: () => undefined,
    });
  };

  test('does not end while nothing is within the limit for certain', async () => {
    const { outcomes, ended } = await run(55);
    expect(ended).toBe('converged');
    expect(outcomes.some(({ verdict }) => verdict !== null && (verdict.bound ?? 1) <= 0.003)).toBe(true);
    expect(outcomes.length).toBeLessThan(45);
  });

  test('ends where nothing can be', async () => {
    const { outcomes, ended } = await run(Infinity);
    expect(['evaluations', 'exhausted', 'converged']).toContain(ended);
    expect(outcomes.length).toBeLessThanOrEqual(61);
  });
});
