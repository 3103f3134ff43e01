import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { inFolder, sharedModels, tinyml } from './tinyml.ts';

jest.setTimeout(120_000);

const model = join(sharedModels ?? '', 'seed/CNN1/1_fashion_mnist_model.h5');
const manifest = (rest = ''): string =>
  `version: 1\nname: fashion\nmodel: ${model}\ntarget: { board: nucleo_f446re }\n${rest}`;

interface Built {
  readonly schema: string;
  readonly memory: { readonly flash: number };
  readonly run: { readonly stages: readonly { readonly name: string; readonly cached: boolean }[] };
}

interface Kernel {
  readonly kernel: string;
  readonly why: string;
}

const stages = (stdout: string, cached: boolean): readonly string[] =>
  (JSON.parse(stdout) as Built).run.stages.filter((stage) => stage.cached === cached).map(({ name }) => name);

if (sharedModels === undefined) test.skip('builds of real models: the shared models are not here', () => undefined);
else
  describe('a real model', () => {
    test('is built, cached, explained, verified', async () => {
      await inFolder(async (folder) => {
        const file = join(folder, 'tinyml.yaml');
        await writeFile(file, manifest('priority: size\n'));
        const cache = ['--cache-dir', join(folder, 'cache')];
        const frozen = await tinyml(['build', folder, '--frozen', '--json', ...cache]);
        expect(frozen.status).toBe(1);

        const cold = await tinyml(['build', folder, '--json', ...cache]);
        expect(cold.status).toBe(0);
        expect(JSON.parse(cold.stdout)).toMatchObject({
          schema: 'tinyml-build/1',
          name: 'fashion',
          target: { board: 'nucleo_f446re' },
        });
        expect(stages(cold.stdout, true)).toEqual([]);
        expect(JSON.parse(await readFile(join(folder, 'firmware/tinyml-build.json'), 'utf8'))).not.toHaveProperty(
          'run',
        );

        await writeFile(file, `# a comment\n${manifest('priority: size\n')}`);
        const warm = await tinyml(['build', folder, '--frozen', '--json', ...cache]);
        expect(warm.status).toBe(0);
        const again = await tinyml(['build', folder, '--json', ...cache]);
        expect(stages(again.stdout, false)).toEqual([]);

        const plan = await tinyml(['plan', folder, '--json', ...cache]);
        expect(JSON.parse(plan.stdout)).toMatchObject({ schema: 'tinyml-plan/1', target: { core: 'cortex-m4f' } });
        const { kernels } = JSON.parse(cold.stdout) as { readonly kernels: readonly Kernel[] };
        const chosen = JSON.parse((await tinyml(['plan', folder, '--json', '--verbose', ...cache])).stdout) as {
          readonly kernels: readonly Kernel[];
        };
        expect(chosen.kernels.map(({ kernel, why }) => [kernel, why])).toEqual(
          kernels.map(({ kernel, why }) => [kernel, why]),
        );

        await writeFile(file, manifest('priority: size\npasses: [fuse-activation, quantize: { mode: float16 }]\n'));
        const changed = await tinyml(['build', folder, ...cache]);
        expect(changed.stdout).toContain('flash');
        expect(changed.stderr).toMatch(/import +cached/);
        const why = await tinyml(['why', 'quantize', folder, '--json', ...cache]);
        expect(JSON.parse(why.stdout)).toMatchObject({
          schema: 'tinyml-why/1',
          changes: expect.arrayContaining([expect.objectContaining({ what: 'options.mode' })]),
        });

        const verified = await tinyml(['verify', folder, '--cases', '2', '--no-qemu', '--json', ...cache]);
        expect(verified.status).toBe(0);
        expect(JSON.parse(verified.stdout)).toMatchObject({
          schema: 'tinyml-verify/1',
          runs: [{ where: 'host', skipped: null }, { skipped: '--no-qemu' }],
        });
      });
    });

    test('is inspected', async () => {
      const { status, stdout } = await tinyml(['inspect', model, '--json']);
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        schema: 'tinyml-inspect/1',
        totals: { macs: 93_288, parameters: 20_410 },
      });
      expect((await tinyml(['inspect', model])).stdout).toContain('93,288 MACs');
    });

    test('gets a kernel for each layer, and a hint where portable code costs much', async () => {
      const onCore = (core: string, ...words: readonly string[]) =>
        tinyml(['inspect', model, '--core', core, ...words]);
      const [text, json, small] = await Promise.all([
        onCore('cortex-m4'),
        onCore('cortex-m0plus', '--json'),
        onCore('cortex-m4f', '--priority', 'small', '--json'),
      ]);
      expect(text.stdout).toMatch(/Kernels on cortex-m4, estimated:\n/);
      expect(text.stdout).toContain('relu');
      expect(text.stderr).toMatch(/note TML354 \d+ % of the estimated cycles/);
      const { kernels } = JSON.parse(json.stdout) as { readonly kernels: readonly Kernel[] };
      expect(kernels.length).toBeGreaterThan(2);
      for (const { kernel, why } of kernels) {
        expect(kernel).not.toMatch(/_dsp$/);
        expect(why).not.toMatch(/not \w+_dsp/);
      }
      expect(small).toMatchObject({ status: 2, stdout: expect.stringContaining('size, accuracy, latency') });
    });

    test('that does not fit gives 4 and writes nothing', async () => {
      await inFolder(async (folder) => {
        await writeFile(join(folder, 'tinyml.yaml'), manifest('budget: { flash: 4KiB }\n'));
        const result = await tinyml(['build', folder, '--json', '--no-cache']);
        expect(result.status).toBe(4);
        expect(JSON.parse(result.stdout)).toMatchObject({
          schema: 'tinyml-error/1',
          diagnostics: [{ code: 'TML501' }],
        });
        await expect(readFile(join(folder, 'firmware/tinyml-build.json'))).rejects.toThrow('ENOENT');
        // Reference vectors take longest: what does not fit is known before.
        expect(result.stderr).toMatch(/ lower +ran/);
        expect(result.stderr).not.toMatch(/ emit +ran/);
      });
    });

    test('is built again when the manifest changes, one line of JSON each, until interrupted', async () => {
      await inFolder(async (folder) => {
        const file = join(folder, 'tinyml.yaml');
        await writeFile(file, manifest('passes: []\n'));
        let watching = 0;
        const { status, stdout } = await tinyml(
          ['build', folder, '--watch', '--json', '--cache-dir', join(folder, 'cache')],
          {
            onStderr(text, kill) {
              const count = text.split('watching for changes').length - 1;
              if (count === watching) return;
              watching = count;
              // The watch itself begins right after the line was written.
              setTimeout(() => {
                if (count === 1) void writeFile(file, manifest('passes: [nonsense-pass]\n'));
                else if (count === 2) kill('SIGINT');
              }, 400);
            },
          },
        );
        expect(status).toBe(130);
        const schemas = stdout
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as Built).schema);
        expect(schemas).toEqual(['tinyml-build/1', 'tinyml-error/1']);
      });
    });
  });
