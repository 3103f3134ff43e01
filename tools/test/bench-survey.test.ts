import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { claimsOf } from '../bench-survey/claims.ts';
import { jobsOf, nextJob, totalSeconds, trainedPrefixes, type Job } from '../bench-survey/job.ts';
import { survey } from '../bench-survey/published.ts';
import { pageOf } from '../bench-survey/page.ts';
import { resultsOf, type Results } from '../bench-survey/results.ts';
import { rows } from '../bench-survey/rows.ts';
import { full } from '../bench-survey/settings.ts';
import { describeWith, shared } from '../testing.ts';
import type { Measured } from '../bench-survey/measured.ts';

const measured = (figures: Partial<Measured> = {}): Measured => ({
  tfliteBytes: 82_912,
  weights: 81_796,
  flash: 84_160,
  ram: 32_972,
  accuracy: 0.8919,
  sparsity: 0,
  estimatedInstructions: 496_672,
  instructions: 458_172,
  cycles: 600_000,
  stages: [],
  ...figures,
});

const jobs = jobsOf(full, { networks: ['CNN1'], only: /^(baseline|int8-only|pruned|pruned\+int8-only)$/ });
const job = (row: string, seed = 1): Job => {
  const found = jobs.find((candidate) => candidate.row.row === row && candidate.seed === seed);
  if (found === undefined) throw new Error(`no job ${row}`);
  return found;
};

describe('jobs of bench:survey', () => {
  test('rows share the networks that they begin with, and no two seeds share one', () => {
    const keys = (one: Job) => trainedPrefixes(one, full).map(({ key }) => key);
    expect(keys(job('int8-only'))).toEqual(keys(job('baseline')));
    expect(keys(job('pruned'))).toHaveLength(2);
    expect(keys(job('pruned'))[0]).toBe(keys(job('baseline'))[0]);
    expect(keys(job('baseline', 2))).not.toEqual(keys(job('baseline')));
  });

  test('the time of all counts each training once', () => {
    const both = [job('pruned'), job('pruned+int8-only')];
    const alone = totalSeconds([job('pruned')], full, new Set());
    const trained = new Set(trainedPrefixes(job('pruned'), full).map(({ key }) => key));
    expect(totalSeconds(both, full, new Set())).toBeCloseTo(
      alone + totalSeconds([job('pruned+int8-only')], full, trained),
    );
  });

  test('a job waits for another that trains its network, and not for other seeds', () => {
    expect(nextJob([job('int8-only')], [job('baseline')], full, new Set())).toBeUndefined();
    expect(nextJob([job('int8-only', 2)], [job('baseline')], full, new Set())).toBe(job('int8-only', 2));
    const trained = new Set(trainedPrefixes(job('baseline'), full).map(({ key }) => key));
    expect(nextJob([job('int8-only')], [job('pruned')], full, trained)).toBe(job('int8-only'));
    expect(nextJob([job('int8-only'), job('pruned')], [], full, trained)).toBe(job('pruned'));
  });

  test('every row of the survey is measured', () => {
    const names = rows.map(({ row }) => row);
    for (const network of Object.values(survey)) expect(names).toEqual(expect.arrayContaining(Object.keys(network)));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('results of bench:survey', () => {
  const finished = jobs.map((one) => ({
    job: one,
    measured: measured({ accuracy: 0.89 + one.seed / 1000 - (one.row.row.startsWith('pruned') ? 0.003 : 0) }),
  }));

  test('a row has the mean accuracy of its seeds, the figures of the first, and those of the survey', () => {
    const [baseline] = resultsOf(finished.toReversed()).CNN1 ?? [];
    expect(baseline).toMatchObject({
      row: 'baseline',
      accuracy: 0.892,
      tfliteBytes: 82_912,
      seeds: [{ seed: 1 }, { seed: 2 }, { seed: 3 }],
      survey: { tfliteBytes: 83_280, accuracy: 0.8919, flash: null },
    });
  });

  test('differences are taken seed by seed', () => {
    const claims = claimsOf(resultsOf(finished));
    const of = (text: string) => claims.find(({ claim }) => claim.startsWith(text));
    expect(of('pruned loses')).toEqual({
      claim: 'pruned loses at most 0.40 points (mean of pairs)',
      found: '−0.30 points (−0.30 points, −0.30 points, −0.30 points)',
      met: true,
    });
    expect(of('separable loses')?.met).toBeNull();
    expect(of('int8-only takes')?.met).toBe(false);
    const worse = finished.map((run) =>
      run.job.row.row === 'pruned' && run.job.seed === 3 ? { ...run, measured: measured({ accuracy: 0.88 }) } : run,
    );
    expect(claimsOf(resultsOf(worse)).find(({ claim }) => claim.startsWith('pruned loses'))?.met).toBe(false);
  });
});

describeWith("sizes of the survey's files", { shared: ['models/seed'] }, () => {
  const sizes = (folder: string): readonly number[] =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.name.endsWith('.tflite'))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).size)
      .sort();

  test.each(['CNN1', 'CNN2'] as const)('%s: as published', (network) => {
    const published = Object.values(survey[network]).map(({ tfliteBytes }) => tfliteBytes);
    expect(published.sort()).toEqual(sizes(join(shared, 'models/seed', network)));
  });
});

const docs = join(dirname(fileURLToPath(import.meta.url)), '../../docs');
const recorded = join(docs, 'survey-results.json');

// Nothing to hold to each other until the whole table has been measured once.
if (existsSync(recorded))
  test('docs/survey-results.md says what docs/survey-results.json does', () => {
    const results = JSON.parse(readFileSync(recorded, 'utf8')) as Results;
    expect(readFileSync(join(docs, 'survey-results.md'), 'utf8')).toBe(pageOf(results));
  });
