// `build --frozen`: 0 exactly when the folder is what the inputs give, whatever the cache holds, and nothing written.
import { appendFileSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { recordKey, type StageRecord } from '../../../core/src/pipeline/record.ts';
import { compiled, inFolder } from './binary.ts';
import { buildIn, documentOf, float16, int8, makeProject, manifest } from './project.ts';
import { treeOf } from './tree.ts';

jest.setTimeout(240_000);

/** Every entry below a folder with its times: what is not written keeps them. */
const timesOf = (folder: string): Readonly<Record<string, string>> =>
  existsSync(folder)
    ? Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
          const path = join(entry.parentPath, entry.name);
          return [path, String(lstatSync(path, { bigint: true }).mtimeNs)];
        }),
      )
    : {};

/** Gives another result at each run, as training does. */
const trainer = `export default {
  name: 'train-somehow', version: 1, kind: 'pre-training', summary: 'trains', preserves: 'none', search: {},
  options: { type: 'object', additionalProperties: false, properties: {} },
  requires: [], establishes: [], invalidates: [], needs: ['train'],
  async run(graph, context) {
    await context.data('train');
    return { graph, metrics: { loss: Math.random() } };
  },
};
`;

describeWith('build --frozen', { files: [compiled] }, () => {
  test('needs no cache, and leaves it and the folder as they are', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      const [full, empty] = ['full', 'empty'].map((name) => ['--cache-dir', join(folder, name)]) as [
        string[],
        string[],
      ];
      expect((await buildIn(folder, full)).status).toBe(0);
      const before = [timesOf(join(folder, 'firmware')), timesOf(join(folder, 'full'))];
      for (const cache of [full, empty, ['--no-cache']])
        expect({ cache, status: (await buildIn(folder, ['--frozen', ...cache])).status }).toEqual({ cache, status: 0 });
      expect([timesOf(join(folder, 'firmware')), timesOf(join(folder, 'full'))]).toEqual(before);
      expect(existsSync(join(folder, 'empty'))).toBe(false);
    });
  });

  test('lists what is stale, missing, edited and left over', async () => {
    await inFolder(async (folder) => {
      const file = makeProject(folder);
      const cache = ['--cache-dir', join(folder, 'cache')];
      const output = join(folder, 'firmware');
      const frozen = async (): Promise<readonly string[]> => {
        const before = timesOf(output);
        const ended = await buildIn(folder, ['--frozen', ...cache]);
        expect(timesOf(output)).toEqual(before);
        if (ended.status === 0) return [];
        const { diagnostics = [] } = documentOf(ended);
        expect(ended.status).toBe(1);
        expect(diagnostics[0]?.code).toBe('TML904');
        return diagnostics.slice(1).map(({ code, message }) => `${code} ${message}`);
      };
      expect(await frozen()).toContain('TML946 missing: tinyml-build.json');
      expect(existsSync(output)).toBe(false);
      await buildIn(folder, cache);
      expect(await frozen()).toEqual([]);

      appendFileSync(join(output, 'src/main.cpp'), '// mine\n');
      writeFileSync(join(output, 'notes.txt'), 'mine');
      expect(await frozen()).toEqual([]);

      appendFileSync(join(output, 'lib/fashion/src/fashion.c'), '// edited\n');
      rmSync(join(output, 'lib/fashion/src/fashion.h'));
      rmSync(join(output, 'platformio.ini'));
      expect(await frozen()).toEqual([
        'TML946 missing: platformio.ini',
        'TML946 edited by hand: lib/fashion/src/fashion.c',
        'TML946 missing: lib/fashion/src/fashion.h',
      ]);
      await buildIn(folder, ['--force', ...cache]);

      writeFileSync(file, manifest(float16));
      const changed = await frozen();
      expect(changed).toEqual(
        expect.arrayContaining([
          'TML946 stale: lib/fashion/src/fashion.c',
          'TML946 stale: tinyml-build.json',
          'TML946 no longer generated: lib/fashion/src/kernels/tml_requantize.h',
          'TML946 missing: lib/fashion/src/kernels/tml_float16.h',
        ]),
      );
      writeFileSync(file, manifest(int8));

      const record = join(output, 'tinyml-build.json');
      writeFileSync(record, readFileSync(record, 'utf8').replace('"estimatedCycles": ', '"estimatedCycles": 1'));
      expect(await frozen()).toEqual(['TML946 stale: tinyml-build.json']);
    });
  });

  test('believes no cached result, right as it may look', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      const cache = ['--cache-dir', join(folder, 'cache')];
      expect((await buildIn(folder, cache)).status).toBe(0);
      const records = readdirSync(join(folder, 'cache'), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile() && entry.parentPath.includes('records'),
      );
      let changed = 0;
      for (const { parentPath, name } of records) {
        const record = JSON.parse(readFileSync(join(parentPath, name), 'utf8')) as StageRecord;
        const lie = { ...record, output: { ...record.output, summary: 'a lie', metrics: { lie: true } } };
        rmSync(join(parentPath, name));
        writeFileSync(join(parentPath, recordKey(lie).slice(7)), JSON.stringify(lie));
        changed++;
      }
      expect(changed).toBeGreaterThan(4);
      expect((await buildIn(folder, ['--frozen', ...cache])).status).toBe(0);
      // It is believed elsewhere, so the cache was really changed.
      expect((await buildIn(folder, [...cache, '--out', join(folder, 'other')])).stderr).toContain('a lie');
      expect(treeOf(join(folder, 'other'))).not.toEqual(treeOf(join(folder, 'firmware')));
    });
  });

  test('never trains: takes the committed result from the cache, or names the stage', async () => {
    await inFolder(async (folder) => {
      const file = makeProject(folder);
      writeFileSync(join(folder, 'train.mjs'), trainer);
      writeFileSync(
        file,
        manifest('passes: [fold-constants, ./train.mjs, quantize: { mode: float16 }]\n').replace(
          'data: {',
          'data: { train: { file: data/calibration.npz, array: image, scale: 1/255 },',
        ),
      );
      const cacheAt = (name: string) => ['--cache-dir', join(folder, name)];
      const frozen = async (name: string) => {
        const ended = await buildIn(folder, ['--frozen', ...cacheAt(name)]);
        return ended.status === 0
          ? 'same'
          : `${String(ended.status)} ${documentOf(ended).diagnostics?.[0]?.message ?? ''}`;
      };
      expect((await buildIn(folder, cacheAt('a'))).status).toBe(0);
      expect(await frozen('a')).toBe('same');
      expect(await frozen('none')).toMatch(/^1 --frozen: stage train-somehow trains, and the cache does not have/);
      // Trained anew elsewhere: what the first cache has is not what is committed now.
      expect((await buildIn(folder, cacheAt('b'))).status).toBe(0);
      expect(await frozen('b')).toBe('same');
      expect(await frozen('a')).toMatch(/^1 --frozen: stage train-somehow/);
      // What comes after it is computed from the committed result.
      appendFileSync(join(folder, 'firmware/model.tflite'), ' ');
      expect(await frozen('b')).toMatch(/^1 --frozen: 1 file of .*firmware is not what the inputs give/);
    });
  });
});
