import { describe, expect, test } from '@jest/globals';
import { definePass, type Pass } from '../../src/index.ts';
import { candidateText, type Step } from '../../src/explore/candidate.ts';
import { passDomain } from '../../src/explore/domain.ts';
import { expectedImprovement } from '../../src/explore/normal.ts';
import { gaussianProcess } from '../../src/explore/gaussian-process.ts';
import { dominatedVolume } from '../../src/explore/hypervolume.ts';
import { frontOf, lossAt, lossScale, type Costs } from '../../src/explore/objectives.ts';
import { knownCandidates } from '../../src/explore/known-candidates.ts';
import { neighboursOf } from '../../src/explore/neighbours.ts';
import { oneOfEach, withOneMore } from '../../src/explore/begin.ts';
import { candidatePool } from '../../src/explore/pool.ts';
import { promising } from '../../src/explore/promising.ts';
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

describe('what lies beside a candidate', () => {
  const space = spaceOf(prune as Pass, tune, store as Pass);
  const all = candidatePool(space, 1).candidates;
  const named = (text: string) => {
    const found = all.find((one) => candidateText(one) === text);
    if (found === undefined) throw new Error(`no ${text}`);
    return found;
  };

  test('is one change away: an option, a pass more, less or another, or two exchanged; and is a sequence', () => {
    const beside = texts(neighboursOf(space, named('tune → prune'), 4));
    expect(beside.toSorted()).toEqual([
      'prune',
      'tune',
      'tune → prune { share: 0.8 }',
      'tune → prune → store',
      'tune → store',
    ]);
    expect(texts(neighboursOf(space, named('tune → prune'), 2))).not.toContain('tune → prune → store');
    const ways = texts(neighboursOf(space, named('store'), 4));
    expect(ways).toContain('store { fine: true }');
    expect(ways).toContain('store { mode: b }');
    expect(texts(neighboursOf(space, named('store { mode: b }'), 4))).not.toContain('store { fine: true }');
    expect(texts(neighboursOf(space, { steps: [] }, 4)).toSorted()).toEqual(['prune', 'store', 'tune']);
  });

  test('is added once to what a search knows, where that is a sample', () => {
    const known = knownCandidates(space, candidatePool(space, 1, { candidates: 5, steps: 4 }));
    const before = known.candidates.length;
    known.widen([1], 1);
    const after = known.candidates.length;
    expect(after).toBeGreaterThan(before);
    expect(known.points).toHaveLength(after);
    expect(new Set(texts(known.candidates)).size).toBe(after);
    known.widen([1], 1);
    expect(known.candidates).toHaveLength(after);
    const whole = knownCandidates(space, candidatePool(space, 1));
    whole.widen([1], 1);
    expect(whole.candidates).toHaveLength(all.length);
  });

  test('is looked for first where least else costs and loses less', () => {
    const limits = { flash: 100, ram: Infinity, cycles: Infinity, loss: 0.01 };
    const of = (flash: number, loss?: number) => ({ costs: { flash, ram: 1, cycles: 1 }, loss });
    const all = [of(300), of(200), of(90, 0.2), of(50, 0.3), of(99, 0.1), of(95, 0.25)];
    const findings = new Map(all.entries());
    // Nothing is within all limits: what fits, by its loss; then what fits nearly.
    expect(promising(findings, limits, 'size')).toEqual([4, 2, 5, 3, 1, 0]);
    // Something is: what is smaller counts as well.
    expect(promising(findings, { ...limits, loss: 0.15 }, 'size')).toEqual([4, 2, 3, 5, 1, 0]);
  });
});

describe('where passes train', () => {
  const learning = (name: string) =>
    definePass({
      name,
      version: 1,
      kind: 'pre-training',
      summary: '',
      requires: ['float'],
      preserves: 'none',
      options: {
        type: 'object',
        additionalProperties: false,
        properties: { epochs: { type: 'integer', default: 8 }, rate: { type: 'number', default: 0.5 } },
      },
      search: { rate: [0.8] },
      shorten: (options, share) => ({ ...options, epochs: Math.ceil(options.epochs * share) }),
      run: (graph) => graph,
    }) as Pass;
  const space = spaceOf(learning('slim'), learning('group'), store as Pass);
  const { candidates, plain } = candidatePool(space, 1);
  const named = (text: string): number => candidates.findIndex((one) => candidateText(one) === text);

  test('one of them is added to what needs none, as its defaults have it', () => {
    const base = candidates[named('store { mode: b }')];
    if (base === undefined) throw new Error('no base');
    const found = withOneMore([base], candidates, space.domains).flatMap((index) => candidates[index] ?? []);
    expect(texts(found).toSorted()).toEqual(['group → store { mode: b }', 'slim → store { mode: b }']);
  });

  test('each is tried once where it fits and loses least untrained', () => {
    const of = (flash: number, outlineLoss: number) => ({
      costs: { flash, ram: 1, cycles: 1 },
      loss: undefined,
      outlineLoss,
      isOpen: true,
    });
    const [a, b, c, d] = ['slim → store', 'slim { rate: 0.8 } → store', 'group → store', 'slim → group'].map(named);
    const findings = new Map([
      [a ?? -1, of(90, 0.5)],
      [b ?? -1, of(80, 0.4)],
      [c ?? -1, of(200, 0.1)],
      [d ?? -1, of(70, 0.6)],
    ]);
    const limits = { flash: 100, ram: Infinity, cycles: Infinity, loss: 0.01 };
    expect(new Set(oneOfEach(findings, candidates, space.domains, limits))).toEqual(new Set([b, d]));
  });

  test('a search looks at them untrained first, and trains what fits', async () => {
    const looked: string[] = [];
    const tried: string[] = [];
    // What is slimmed fits, and is good once trained; what is grouped does not fit.
    const figures = (text: string) => ({
      flash: text.includes('slim') && text.includes('store') ? 90 : 150,
      ram: 1,
      cycles: 1,
      kernels: 'size',
    });
    const limits = { flash: 100, ram: Infinity, cycles: Infinity, loss: 0.01 };
    const outcomeOf = (candidate: { readonly steps: readonly Step[] }) => {
      const text = candidateText(candidate);
      const lowered = { ...figures(text), over: figures(text).flash > 100 ? ['flash'] : [] };
      return { candidate, job: 'sha256-0', graph: null, refused: null, lowered, share: 1, shortLoss: null };
    };
    const { outcomes } = await search({
      space,
      pool: { candidates, plain, wasteful: [], notListed: 0 },
      priority: 'size',
      limits: { atOnce: 2, evaluations: 6, costs: limits },
      outline(candidate) {
        looked.push(candidateText(candidate));
        const isOver = figures(candidateText(candidate)).flash > 100;
        return Promise.resolve({
          outcome: { ...outcomeOf(candidate), verdict: null },
          isOver,
          loss: isOver ? null : 0.4,
        } as never);
      },
      try(candidate) {
        tried.push(candidateText(candidate));
        const outcome = outcomeOf(candidate);
        const verdict = outcome.lowered.over.length > 0 ? null : { loss: 0.002, bound: 0.004 };
        return Promise.resolve({ ...outcome, verdict } as never);
      },
      onStep: () => undefined,
    });
    const trained = tried.filter((text) => /slim|group/.test(text));
    expect(trained.length).toBeGreaterThan(0);
    for (const text of trained) {
      expect(looked).toContain(text);
      expect(text).toContain('slim');
    }
    expect(outcomes.some(({ verdict }) => verdict !== null)).toBe(true);
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
      limits: { atOnce: 2, evaluations: 48, costs: { flash: 2000, ram: Infinity, cycles: Infinity, loss: limit } },
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
      outline: () => Promise.reject(new Error('nothing trains')),
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
