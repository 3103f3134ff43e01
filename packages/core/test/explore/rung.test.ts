import { describe, expect, test } from '@jest/globals';
import { definePass, type Graph, type Pass } from '../../src/index.ts';
import { performJob, runJob, type JobSetting, type Outcome } from '../../src/explore/job.ts';
import { passDomain } from '../../src/explore/domain.ts';
import { isPromising, rankCorrelation, rungRecord } from '../../src/explore/rung.ts';
import { startFacts } from '../../src/plan/facts.ts';

const learn = definePass({
  name: 'learn',
  version: 1,
  kind: 'pre-training',
  summary: '',
  preserves: 'none',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { epochs: { type: 'integer', default: 8 }, bytes: { type: 'integer', default: 100 } },
  },
  search: { bytes: [50] },
  shorten: (options, share) => ({ ...options, epochs: Math.ceil(options.epochs * share) }),
  run: (graph) => graph,
});

const empty: Graph = { name: 'g', inputs: [], outputs: [], nodes: [], values: new Map() } as never;

/** A workbench on which `learn` comes to `bytes`, and loses the less the longer it learns; and the epochs that it was asked for. */
const settingOf = (limit: number, encoding?: string) => {
  const asked: number[] = [];
  let options: Readonly<Record<string, unknown>> = {};
  const setting: JobSetting = {
    frame: { model: 'sha256-0', target: null, budget: null, data: {}, code: {} },
    space: {
      common: [],
      facts: startFacts([]),
      domains: [passDomain(learn as Pass, 'learn', {})],
      followers: [],
      leftOut: [],
    },
    own: 'size',
    limits: { flash: limit, ram: Infinity, cycles: Infinity, loss: 0.01 },
    workbench: {
      optimise: ([planned]) => {
        options = planned?.options ?? {};
        asked.push(Number(options['epochs']));
        const values = encoding === undefined ? [] : [['w', { id: 'w', encoding }] as never];
        return Promise.resolve({ ...empty, values: new Map(values) });
      },
      lower: () => {
        const flash = Number(options['bytes']);
        return Promise.resolve({
          flash,
          ram: 1,
          cycles: 1,
          over: flash > limit ? ['flash'] : [],
          kernels: 'size',
        } as never);
      },
      judge: () => Promise.resolve({ loss: 0.1 / Number(options['epochs']), bound: null } as never),
      report: () => Promise.resolve(undefined),
    },
  };
  const [step] = setting.space.domains[0]?.ways ?? [];
  const candidate = { steps: step === undefined ? [] : [step] };
  const attempt = (before: readonly Outcome[] = []) =>
    runJob((one, share) => performJob(setting, one, share), setting.limits.loss, candidate, before);
  return { asked, attempt, outline: () => performJob(setting, candidate, 0) };
};

const outcome = (shortLoss: number | null, loss: number | null): Outcome =>
  ({ shortLoss, verdict: loss === null ? null : { loss } }) as never;

describe('a candidate that trains', () => {
  test('is over the budget untrained where its size alone is, and measured where it is not', async () => {
    const over = settingOf(95);
    const outcome = { share: 0, verdict: null, lowered: { flash: 100 } };
    expect(await over.outline()).toMatchObject({ outcome, isOver: true, loss: null });
    expect(over.asked).toEqual([0]);
    expect(await settingOf(100).outline()).toMatchObject({ outcome, isOver: false, loss: Infinity });
  });

  test('is trained for a part, then whole', async () => {
    const { asked, attempt } = settingOf(100);
    expect(await attempt()).toMatchObject({ share: 1, shortLoss: 0.05, verdict: { loss: 0.0125 } });
    expect(asked).toEqual([2, 8]);
  });

  test('may come to less than its untrained form where weights are coded', async () => {
    expect(await settingOf(95, 'coded').outline()).toMatchObject({ isOver: false });
    expect(await settingOf(90, 'coded').outline()).toMatchObject({ isOver: true });
  });

  test('gets no whole training where others promise more', async () => {
    const { asked, attempt } = settingOf(100);
    const before = [0.01, 0.02, 0.03].map((loss) => outcome(loss, loss));
    expect(await attempt(before)).toMatchObject({ share: 0.25, shortLoss: 0.05, verdict: null });
    expect(asked).toEqual([2]);
  });

  test('gets the whole training at once where a short one does not tell', async () => {
    const { asked, attempt } = settingOf(100);
    const before = [1, 2, 3, 4, 5].map((loss) => outcome(loss, 6 - loss));
    expect(rungRecord(before)).toMatchObject({ short: 5, whole: 5, correlation: -1, dropped: true });
    expect(await attempt(before)).toMatchObject({ share: 1, shortLoss: null });
    expect(asked).toEqual([8]);
  });
});

describe('what a short training tells', () => {
  test('ranks correlate, equal ones by their mean', () => {
    expect(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 400])).toBeCloseTo(1);
    expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1);
    // By hand: ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3.
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5));
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeUndefined();
  });

  test('the better half is promising, and what is within the limit', () => {
    const before = [0.1, 0.2, 0.3, 0.4].map((loss) => outcome(loss, null));
    expect([0.05, 0.15, 0.25, 0.35].map((loss) => isPromising(loss, 0.01, before))).toEqual([true, true, false, false]);
    expect(isPromising(0.35, 0.5, before)).toBe(true);
    expect(isPromising(0.35, 0.01, before.slice(0, 2))).toBe(true);
  });
});
