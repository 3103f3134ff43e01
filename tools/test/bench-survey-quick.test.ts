import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fashionFolder } from '../bench-survey/data.ts';
import type { Results, RowResult } from '../bench-survey/results.ts';
import { describeWith } from '../testing.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One row of each kind of training, and what is compared with it. */
const only = '^(baseline|graph|int8-only|pruned|qat\\+int8-only|separable|pruned\\+clustered\\+coded)$';

describeWith(
  'the table of the survey, small: trained, optimised, emitted and measured (whole: pnpm bench:survey)',
  {
    commands: ['arm-none-eabi-gcc', 'qemu-system-arm', 'cc'],
    files: [join(fashionFolder, 'train-images-idx3-ubyte.gz')],
    nativeTensorFlow: true,
  },
  () => {
    const work = mkdtempSync(join(tmpdir(), 'tinyml-bench-survey-test-'));
    const results = new Map<string, RowResult>();
    const row = (name: string): RowResult => {
      const found = results.get(name);
      if (found === undefined) throw new Error(`no row ${name}`);
      return found;
    };

    beforeAll(async () => {
      const flags = [
        '--quick',
        '--networks',
        'CNN1',
        '--only',
        only,
        '--out',
        work,
        '--cache-dir',
        join(work, 'cache'),
      ];
      await promisify(execFile)(
        process.execPath,
        ['--conditions=@tinyml/source', '--import', 'tsx', 'tools/bench-survey.ts', ...flags],
        { cwd: root },
      );
      const { CNN1 = [] } = JSON.parse(readFileSync(join(work, 'survey-results.json'), 'utf8')) as Results;
      for (const one of CNN1) results.set(one.row, one);
    }, 400_000);

    afterAll(() => {
      rmSync(work, { recursive: true, force: true });
    });

    test('the network learns: far above one in ten', () => {
      expect(row('baseline').accuracy).toBeGreaterThan(0.7);
      expect(row('separable').accuracy).toBeGreaterThan(0.6);
    });

    test('pruning leaves a fifth of the weights, and most of the accuracy', () => {
      expect(row('baseline').sparsity).toBeLessThan(0.01);
      expect(row('pruned').sparsity).toBeCloseTo(0.8, 2);
      expect(row('pruned').accuracy).toBeGreaterThan(row('baseline').accuracy - 0.03);
    });

    test('int8 is within a point of float, a quarter of its size, and faster', () => {
      const [float, int8] = [row('baseline'), row('int8-only')];
      expect(Math.abs(int8.accuracy - float.accuracy)).toBeLessThan(0.01);
      expect(int8.tfliteBytes).toBeLessThan(0.3 * (float.tfliteBytes ?? 0));
      expect(int8.instructions).toBeLessThan(float.instructions);
      expect(row('qat+int8-only').accuracy).toBeGreaterThan(float.accuracy - 0.01);
    });

    test('passes on the graph change no answer, and save instructions', () => {
      expect(row('graph').accuracy).toBe(row('baseline').accuracy);
      expect(row('graph').instructions).toBeLessThan(row('baseline').instructions);
    });

    test('pruned, clustered and coded weights take less than a tenth of the flash, and still answer', () => {
      const coded = row('pruned+clustered+coded');
      expect(coded.weights).toBeLessThan(row('baseline').weights / 10);
      expect(coded.flash).toBeLessThan(row('int8-only').flash);
      expect(coded.accuracy).toBeGreaterThan(row('pruned').accuracy - 0.05);
    });
  },
);
