import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import type { StageScore } from '@tinyml/core/internal';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(240_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');

const calibration = `calibration: { file: ${example}/data/calibration.npz, array: image, scale: 1/255 }`;
const images = `images: ${example}/data/test-images-idx3-ubyte.gz`;
const labels = `labels: ${example}/data/test-labels-idx1-ubyte.gz`;

interface Build {
  readonly status: number;
  readonly stderr: string;
  readonly stages: readonly {
    readonly name: string;
    readonly summary: string;
    readonly metrics: Readonly<Record<string, unknown>>;
  }[];
  readonly metrics: Readonly<Record<string, unknown>>;
}

/** Builds the example with other data and passes. */
const build = async (folder: string, data: readonly string[], passes: string, rest = ''): Promise<Build> => {
  const text = `version: 1
name: fashion
model: ${example}/models/fashion.h5
target: { core: cortex-m4f }
${data.length === 0 ? '' : `data:\n${data.map((split) => `  ${split}\n`).join('')}`}passes: [${passes}]
${rest}`;
  await writeFile(join(folder, 'tinyml.yaml'), text);
  const { status, stderr } = await tinyml(['build', folder, '--cache-dir', join(folder, 'cache')]);
  const record = await readFile(join(folder, 'firmware/tinyml-build.json'), 'utf8');
  return { status: status ?? -1, stderr, ...(JSON.parse(record) as Pick<Build, 'stages' | 'metrics'>) };
};

const int8 = 'fuse-activation, quantize: { mode: int8 }';
const test60 = `test: { ${images}, ${labels}, scale: 1/255, limit: 60 }`;

describe('what a build tells of the answers of its model', () => {
  test('accuracy before and after, as `tinyml evaluate` finds them; from the cache the second time', async () => {
    await inFolder(async (folder) => {
      const { stderr, stages, metrics } = await build(folder, [calibration, test60], int8);
      const { stdout } = await tinyml(['evaluate', folder, '--json', '--cache-dir', join(folder, 'cache')]);
      const scores = (JSON.parse(stdout) as { stages: readonly StageScore[] }).stages.map(({ score }) =>
        score.kind === 'classification' ? score.accuracy : NaN,
      );
      const quantize = stages.find(({ name }) => name === 'quantize');
      expect(quantize?.metrics).toMatchObject({ accuracyBefore: scores[0], accuracy: scores[2], testSamples: 60 });
      expect(metrics).toMatchObject({ baselineAccuracy: scores[0], accuracy: scores[2] });
      const text = `accuracy ${(100 * (scores[0] ?? 0)).toFixed(2)} → ${(100 * (scores[2] ?? 0)).toFixed(2)} % (60 test samples)`;
      expect(stderr).toContain(text);
      expect(quantize?.summary).toContain(text);
      expect(stderr).not.toMatch(/warning/);
      const again = await build(folder, [calibration, test60], int8);
      expect(again.stderr).toMatch(new RegExp(`quantize +cached .*accuracy`));
      expect(again.stages).toEqual(stages);
    });
  });

  test('a model that is destroyed builds, with a warning that names the stage; a budget takes its place', async () => {
    await inFolder(async (folder) => {
      const dark = calibration.replace('1/255', '1/25500');
      const { status, stderr } = await build(folder, [dark, test60], int8);
      expect(status).toBe(0);
      expect(stderr).toMatch(
        /warning TML684 accuracy fell from \d\d\.\d\d % to [\d.]+ % of 60 test samples, most of it in quantize/,
      );
      expect(stderr).toMatch(/warning TML434 .*`data.test`.*`data.calibration`: they are not scaled alike/);
      const meant = await build(folder, [dark, test60], int8, 'budget: { accuracy-drop: 95% }');
      expect(meant.stderr).not.toContain('TML684');
    });
  });

  test('without test data the signal that is left of the outputs', async () => {
    await inFolder(async (folder) => {
      const gone = await build(folder, [calibration], 'prune: { final: 0.99, epochs: 0 }, quantize: { mode: float16 }');
      expect(gone.status).toBe(0);
      expect(gone.stderr).toMatch(/warning TML685 prune: .* SQNR [\d.-]+ dB \(8 calibration samples\)/);
      expect(gone.stderr).not.toMatch(/TML685 quantize/);
      expect(gone.stages.find(({ name }) => name === 'quantize')?.metrics['outputSqnrDb']).toBeGreaterThan(40);
      const well = await build(folder, [], 'quantize: { mode: dynamic-range }');
      expect(well.stderr).toMatch(/output SQNR [\d.]+ dB \(8 seeded inputs\)/);
      expect(well.stderr).not.toMatch(/warning/);
      // Calibrated on what the model never sees, int8 looks well to its own samples.
      const unlabelled = `test: { ${images}, scale: 1/255, limit: 60 }`;
      const dark = await build(folder, [calibration.replace('1/255', '1/25500'), unlabelled], int8);
      expect(dark.stderr).toMatch(/warning TML685 quantize: .*\(8 test samples\)/);
    });
  });

  test('test data that cannot be used costs a warning, not the build', async () => {
    await inFolder(async (folder) => {
      const { status, stderr } = await build(folder, [calibration, test60.replace('test-images', 'no-images')], int8);
      expect(status).toBe(0);
      expect(stderr).toMatch(/warning TML686.*accuracy could not be measured/);
      expect(stderr).toMatch(/no-images/);
      expect(stderr.match(/TML686/g)).toHaveLength(1);
    });
  });
});
