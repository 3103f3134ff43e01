import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, eachAtOnce, inFolder, medianSeconds, nodeSeconds, tinyml } from './binary.ts';
import { buildIn, documentOf, float16, int8, makeProject, manifest, ran } from './project.ts';
import { treeOf } from './tree.ts';

jest.setTimeout(240_000);

const all = ['import', 'fold-constants', 'fuse-activation', 'quantize', 'lower', 'emit'];

/** A seeded stream of bytes: the same damage at every run. */
const makeRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
};

const damage = (bytes: Uint8Array, kind: number, seed: number): Uint8Array => {
  const random = makeRandom(seed);
  const length = Math.max(1, bytes.length);
  switch (kind % 4) {
    case 0:
      return Uint8Array.from({ length }, random);
    case 1:
      return bytes.slice(0, length >> 1);
    case 2:
      return bytes.map((byte, at) => (at === (random() * 257) % length ? byte ^ 1 : byte));
    default:
      return new Uint8Array();
  }
};

describeWith('the cache, from the command line', { files: [compiled] }, () => {
  test('only what a change concerns runs again', async () => {
    await inFolder(async (folder) => {
      const file = makeProject(folder);
      const cache = ['--cache-dir', join(folder, 'cache')];
      const output = join(folder, 'firmware');
      expect((await buildIn(folder, ['--frozen', ...cache])).status).toBe(1);
      expect(existsSync(output)).toBe(false);
      expect(ran(await buildIn(folder, cache))).toEqual(all);
      const reference = treeOf(output);
      expect(ran(await buildIn(folder, cache))).toEqual([]);
      expect(treeOf(output)).toEqual(reference);

      // Comments, order of keys and white space.
      const lines = manifest(int8).trim().split('\n');
      writeFileSync(file, `# mine\n${lines.reverse().join('  # why\n\n').replaceAll(': ', ':   ')}\n`);
      expect((await buildIn(folder, ['--frozen', ...cache])).status).toBe(0);
      expect(ran(await buildIn(folder, cache))).toEqual([]);
      expect(treeOf(output)).toEqual(reference);

      writeFileSync(file, manifest(int8.replace('int8 }', 'int8, method: mse }')));
      const refused = await buildIn(folder, ['--frozen', ...cache]);
      expect(refused.status).toBe(1);
      expect(documentOf(refused)).toMatchObject({
        schema: 'tinyml-error/1',
        diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'TML904' })]),
      });
      expect(treeOf(output)).toEqual(reference);
      expect(ran(await buildIn(folder, cache))).toEqual(['quantize', 'lower', 'emit']);
      expect(JSON.parse((await tinyml(['why', 'quantize', folder, '--json', ...cache])).stdout)).toMatchObject({
        changes: [{ what: 'options.method', now: 'mse' }],
      });

      writeFileSync(file, manifest(int8));
      expect(ran(await buildIn(folder, cache))).toEqual([]);
      expect(treeOf(output)).toEqual(reference);

      writeFileSync(file, manifest(int8).replace('nucleo_f446re', 'nucleo_f103rb'));
      expect(ran(await buildIn(folder, cache))).toEqual(['lower', 'emit']);
      writeFileSync(file, manifest(int8));

      // A file that was only touched is read again and found equal; one that changed is not.
      const data = join(folder, 'data/calibration.npz');
      utimesSync(data, new Date(), new Date(Date.now() - 5000));
      expect(ran(await buildIn(folder, cache))).toEqual([]);
      const bytes = readFileSync(data);
      const signature = Buffer.from('PK\u0001\u0002', 'latin1');
      // The time stamp in the archive's directory: another file, the same samples.
      const stamp = bytes.indexOf(signature) + 12;
      bytes.writeUInt8((bytes[stamp] ?? 0) ^ 1, stamp);
      writeFileSync(data, bytes);
      expect(ran(await buildIn(folder, cache))[0]).toBe('quantize');
      expect(JSON.parse((await tinyml(['why', 'quantize', folder, '--json', ...cache])).stdout)).toMatchObject({
        changes: [{ what: 'data calibration' }],
      });

      expect(ran(await buildIn(folder, ['--no-cache', ...cache]))).toEqual(all);
    });
  });

  test('another folder, another cache, no cache: the same bytes', async () => {
    await inFolder(async (folder) => {
      const places = ['a', 'deeper/and/b', 'c with space'].map((name) => join(folder, name));
      for (const place of places) {
        mkdirSync(place, { recursive: true });
        makeProject(place);
      }
      const [first = '', ...others] = places;
      const results = await Promise.all([
        ...places.map((place) => buildIn(place, ['--cache-dir', join(place, 'cache')])),
        buildIn(first, ['--no-cache', '--out', join(folder, 'd')]),
      ]);
      expect(results.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
      const folders = [...others.map((place) => join(place, 'firmware')), join(folder, 'd')];
      for (const other of folders) {
        const difference = spawnSync('diff', ['-r', join(first, 'firmware'), other], { encoding: 'utf8' });
        expect(difference).toMatchObject({ status: 0, stdout: '' });
      }
    });
  });

  test('a second build takes little more than starting Node.js', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      const cache = ['--cache-dir', join(folder, 'cache')];
      const cold = await buildIn(folder, cache);
      expect(cold.status).toBe(0);
      await buildIn(folder, cache);
      const empty = await nodeSeconds();
      const warm = await medianSeconds(5, () => buildIn(folder, cache));
      const ratio = warm / empty;
      process.stderr.write(
        `warm build ${warm.toFixed(2)} s, ${ratio.toFixed(1)} times node -e 0 (${empty.toFixed(3)} s); cold ${cold.seconds.toFixed(2)} s\n`,
      );
      expect(ratio).toBeLessThan(12);
    });
  });

  test('whatever happened to a file of the cache, the result is right', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      const sound = join(folder, 'sound');
      // The second build has memoised what the first found too young.
      for (let i = 0; i < 2; i++) expect((await buildIn(folder, ['--cache-dir', sound])).status).toBe(0);
      const reference = treeOf(join(folder, 'firmware'));
      const files = Object.keys(treeOf(sound));
      expect(files.length).toBeGreaterThan(30);
      const recovered: number[] = [];
      await eachAtOnce(files, 2, async (file, index) => {
        const cache = join(folder, `cache-${String(index)}`);
        const out = join(folder, `out-${String(index)}`);
        cpSync(sound, cache, { recursive: true, preserveTimestamps: true });
        writeFileSync(join(cache, file), damage(readFileSync(join(sound, file)), index, index + 1));
        const words = ['--cache-dir', cache, '--out', out];
        const { status, stderr } = await buildIn(folder, words);
        expect({ file, status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringContaining('warning') });
        expect({ file, tree: treeOf(out) }).toEqual({ file, tree: reference });
        if (index % 6 === 0) recovered.push(ran(await buildIn(folder, words)).length);
        rmSync(cache, { recursive: true });
        rmSync(out, { recursive: true });
      });
      expect(new Set(recovered)).toEqual(new Set([0]));
    });
  });

  test('a cache that cannot be written costs one warning; a file is no cache', async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      writeFileSync(join(folder, 'file'), '');
      const { status, stderr } = await buildIn(folder, ['--cache-dir', '/proc/tinyml']);
      expect({ status, warnings: stderr.match(/TML903/g)?.length }).toEqual({ status: 0, warnings: 1 });
      for (const place of ['file/below', 'file']) {
        const refused = await buildIn(folder, ['--cache-dir', join(folder, place)]);
        expect(documentOf(refused).diagnostics?.map(({ code }) => code)).toEqual(['TML910']);
      }
    });
  });
});

/** A file system of a few kB, where this process may mount one. */
const smallDisk = (folder: string, size: string): boolean => {
  mkdirSync(folder, { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0;
};
const mayMount = await inFolder(async (folder) => {
  const mounted = smallDisk(folder, '64k');
  if (mounted) spawnSync('umount', [folder]);
  return Promise.resolve(mounted);
});

describeWith(
  'a full disk',
  { files: [compiled, ...(mayMount ? [] : ['/the right to mount a small file system'])] },
  () => {
    test('under the cache: a warning; under the output: the former one stays', async () => {
      await inFolder(async (folder) => {
        const file = makeProject(folder);
        const disk = join(folder, 'disk');
        const cache = ['--cache-dir', join(folder, 'cache')];
        expect(smallDisk(disk, '384k')).toBe(true);
        try {
          const full = await buildIn(folder, ['--cache-dir', join(disk, 'cache')]);
          expect({ status: full.status, warnings: full.stderr.match(/TML903/g)?.length }).toEqual({
            status: 0,
            warnings: 1,
          });
          rmSync(join(disk, 'cache'), { recursive: true });

          const out = join(disk, 'firmware');
          const first = await buildIn(folder, ['--out', out, ...cache]);
          expect(first.stderr).not.toContain('error');
          expect(first.status).toBe(0);
          const before = treeOf(disk);
          writeFileSync(file, manifest(float16));
          const second = await buildIn(folder, ['--out', out, ...cache]);
          expect(second.status).toBe(1);
          expect(documentOf(second)).toMatchObject({ schema: 'tinyml-error/1', diagnostics: [{ code: 'TML902' }] });
          expect(treeOf(disk)).toEqual(before);
        } finally {
          spawnSync('umount', [disk]);
        }
      });
    });
  },
);
