import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import type { StageScore } from '@tinyml/core/internal';
import { describeWith } from '../../../tools/testing.ts';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(240_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');

const manifest = (limit: number, rest = ''): string => `
version: 1
name: fashion
model: ${example}/models/fashion.h5
target: { core: cortex-m4f }
priority: latency
data:
  calibration: { file: ${example}/data/calibration.npz, array: image, scale: 1/255 }
  test:
    images: ${example}/data/test-images-idx3-ubyte.gz
    labels: ${example}/data/test-labels-idx1-ubyte.gz
    scale: 1/255
    limit: ${String(limit)}
passes: [fuse-activation, quantize: { mode: int8 }]
${rest}`;

interface Evaluation {
  readonly stages: readonly StageScore[];
}

const accuracies = ({ stages }: Evaluation): readonly (number | null)[] =>
  stages.map(({ score }) => (score.kind === 'classification' ? score.accuracy : null));

const evaluateJson = async (folder: string, ...flags: readonly string[]): Promise<Evaluation> => {
  const { status, stdout } = await tinyml([
    'evaluate',
    folder,
    '--json',
    '--cache-dir',
    join(folder, 'cache'),
    ...flags,
  ]);
  expect(status).toBe(0);
  return JSON.parse(stdout) as Evaluation;
};

describe('tinyml evaluate on the reference interpreter', () => {
  test('scores every stage; what did not change is not run again', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'tinyml.yaml'), manifest(60));
      const first = await evaluateJson(folder, '--on', 'interpreter');
      expect(first.stages.map(({ stage }) => stage)).toEqual(['import', 'fuse-activation', 'quantize']);
      for (const accuracy of accuracies(first)) expect(accuracy).toBeGreaterThan(0.75);
      const [baseline, , quantized] = first.stages;
      expect(quantized?.footprint?.flash).toBeLessThan((baseline?.footprint?.flash ?? 0) / 2);
      const again = await evaluateJson(folder, '--on', 'interpreter');
      expect(again.stages).toEqual(first.stages.map((stage) => ({ ...stage, cached: true })));

      await writeFile(join(folder, 'tinyml.yaml'), manifest(40));
      expect((await evaluateJson(folder, '--on', 'interpreter')).stages[0]).toMatchObject({
        cached: false,
        score: { samples: 40 },
      });
    });
  });

  test('budget.accuracy-drop is held, and the record tells both accuracies', async () => {
    await inFolder(async (folder) => {
      const build = async (limit: string): Promise<Awaited<ReturnType<typeof tinyml>>> => {
        await writeFile(join(folder, 'tinyml.yaml'), manifest(60, `budget: { accuracy-drop: ${limit} }`));
        return tinyml(['build', folder, '--json', '--cache-dir', join(folder, 'cache')]);
      };
      const { status, stdout } = await build('10%');
      expect(status).toBe(0);
      const { metrics } = JSON.parse(stdout) as { metrics: { accuracy: number; baselineAccuracy: number } };
      expect(metrics.accuracy).toBeGreaterThan(0.75);
      expect(metrics.baselineAccuracy).toBeGreaterThan(0.75);
      const written = JSON.parse(await readFile(join(folder, 'firmware/tinyml-build.json'), 'utf8')) as typeof metrics;
      expect(written).toMatchObject({ metrics });
    });
  });

  test('a model that lost more than the budget allows: 4', async () => {
    await inFolder(async (folder) => {
      // Calibrated on images 100 times too dark, every activation saturates.
      const spoilt = manifest(60, 'budget: { accuracy-drop: 1% }').replace('scale: 1/255', 'scale: 1/25500');
      await writeFile(join(folder, 'tinyml.yaml'), spoilt);
      const { status, stderr } = await tinyml(['build', folder, '--cache-dir', join(folder, 'cache')]);
      expect(status).toBe(4);
      expect(stderr).toMatch(/TML501.*accuracy-drop is [\d.]+ points, the budget is 1.00 points/);
    });
  });

  test('no test data, wrong labels, a place that is none', async () => {
    await inFolder(async (folder) => {
      const cache = ['--cache-dir', join(folder, 'cache')];
      await writeFile(join(folder, 'tinyml.yaml'), manifest(10).replace(/ {2}test:[^]*limit: 10/, ''));
      expect(await tinyml(['evaluate', folder, ...cache])).toMatchObject({
        status: 3,
        stderr: expect.stringContaining('TML815'),
      });
      await writeFile(join(folder, 'tinyml.yaml'), manifest(10).replace(/ {4}labels: .*\n/, ''));
      expect(await tinyml(['evaluate', folder, ...cache])).toMatchObject({
        status: 3,
        stderr: expect.stringContaining('TML813'),
      });
      expect(await tinyml(['evaluate', folder, '--on', 'mars', ...cache])).toMatchObject({ status: 2 });
    });
  });
});

describeWith('tinyml evaluate on the emitted C', { commands: ['cc'] }, () => {
  test('gives the labels that the interpreter gives, and a table for people', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'tinyml.yaml'), manifest(100));
      const c = await evaluateJson(folder, '--on', 'host');
      const reference = await evaluateJson(folder, '--on', 'interpreter');
      expect(c.stages.map(({ score }) => score)).toEqual(reference.stages.map(({ score }) => score));
      const { stdout } = await tinyml(['evaluate', folder, '--verbose', '--cache-dir', join(folder, 'cache')]);
      expect(stdout).toMatch(/quantize +\d\d\.\d\d %/);
      expect(stdout).toContain('predicted →');
    });
  });
});
