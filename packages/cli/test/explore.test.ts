import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(300_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');
const images = `images: ${example}/data/test-images-idx3-ubyte.gz, scale: 1/255`;
const labels = `labels: ${example}/data/test-labels-idx1-ubyte.gz`;

interface Explored {
  readonly ended: string;
  readonly evaluations: number;
  readonly points: readonly {
    readonly flash: number;
    readonly ram: number;
    readonly passes: readonly { readonly name: string }[];
    readonly quality: { readonly loss: number };
    readonly manifest: string;
  }[];
  readonly tried: readonly {
    readonly flash: number;
    readonly quality: object | null;
    readonly over: readonly string[];
  }[];
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly hint: string }[];
}

const head = (rest: string): string =>
  `version: 1\nname: fashion\nmodel: ${example}/models/fashion.h5\ntarget: { core: cortex-m4f }\ndata:\n  calibration: { ${images}, limit: 20 }\n  test: { ${images}, ${labels} }\n${rest}`;

const explore = async (
  folder: string,
  rest: string,
  ...flags: readonly string[]
): Promise<{ readonly status: number | null; readonly found: Explored; readonly stdout: string }> => {
  await writeFile(join(folder, 'tinyml.yaml'), head(rest));
  const { status, stdout } = await tinyml([
    'explore',
    folder,
    '--json',
    '--cache-dir',
    join(folder, 'cache'),
    ...flags,
  ]);
  return { status, stdout, found: JSON.parse(stdout) as Explored };
};

describe('tinyml explore', () => {
  test('finds a sequence within the budget, whose manifest builds to the figures that it tells', async () => {
    await inFolder(async (folder) => {
      const budget = 'budget: { flash: 20KiB, accuracy-drop: 5% }\n';
      const { status, found, stdout } = await explore(folder, budget, '--evaluations', '4');
      expect(found).toMatchObject({ schema: 'tinyml-explore/1', name: 'fashion', seed: 1 });
      expect(status).toBe(0);
      const [chosen] = found.points;
      if (chosen === undefined) throw new Error('nothing was chosen');
      expect(chosen.flash).toBeLessThanOrEqual(20 * 1024);
      for (const { flash, quality, over } of found.tried)
        if (flash > 20 * 1024) {
          expect(over).not.toEqual([]);
          expect(quality).toBeNull();
        }
      // The same again, from the cache.
      expect((await explore(folder, budget, '--evaluations', '4')).stdout).toBe(stdout);
      const figures = { memory: { flash: chosen.flash, ram: chosen.ram } };
      // `passes: auto` takes what the lock says.
      expect(await readFile(join(folder, 'tinyml.lock.yaml'), 'utf8')).toContain('schema: tinyml-lock/1');
      const locked = await tinyml(['build', folder, '--json', '--cache-dir', join(folder, 'cache')]);
      expect(JSON.parse(locked.stdout)).toMatchObject(figures);
      expect((await tinyml(['build', folder, '--frozen', '--cache-dir', join(folder, 'cache')])).status).toBe(0);
      await writeFile(join(folder, 'tinyml.yaml'), head(`budget: { flash: 20KiB }\n${chosen.manifest}`));
      const built = await tinyml(['build', folder, '--json', '--cache-dir', join(folder, 'cache')]);
      expect(JSON.parse(built.stdout)).toMatchObject(figures);
    });
  });

  test('a plan says where a build may search: with a budget and without a lock', async () => {
    await inFolder(async (folder) => {
      const codes = async (rest: string): Promise<readonly string[]> => {
        await writeFile(join(folder, 'tinyml.yaml'), head(rest));
        const { stdout } = await tinyml(['plan', folder, '--json', '--cache-dir', join(folder, 'cache')]);
        return (JSON.parse(stdout) as { readonly notes: readonly { code: string }[] }).notes.map(({ code }) => code);
      };
      expect(await codes('budget: { flash: 20KiB }\n')).toContain('TML426');
      expect(await codes('')).not.toContain('TML426');
      expect(await codes('budget: { flash: 20KiB }\npasses: lossless\n')).not.toContain('TML426');
      expect(
        (await tinyml(['explore', folder, '--evaluations', '2', '--cache-dir', join(folder, 'cache')])).status,
      ).toBe(0);
      expect(await codes('passes: auto\n')).not.toContain('TML426');
    });
  });

  test('says that nothing is within an impossible budget, what came nearest and the least that it could be', async () => {
    await inFolder(async (folder) => {
      const { status, found } = await explore(folder, 'budget: { flash: 2KiB }\n');
      expect(status).toBe(4);
      expect(found.points).toEqual([]);
      const problem = found.diagnostics.find(({ code }) => code === 'TML501');
      expect(problem?.message).toMatch(/the least that any came to is [\d,]+ B of flash \(limit 2,048\)/);
      expect(problem?.hint).toMatch(/nearest: quantize/);
      expect(found.tried.every(({ quality }) => quality === null)).toBe(true);
    });
  });

  test('does what `explore` of the manifest narrows it to, and tells of names that there are none of', async () => {
    await inFolder(async (folder) => {
      const narrow =
        'explore: { passes: { exclude: [compress-weights] }, options: { quantize: { mode: [int8], method: [auto] } } }\n';
      const { found } = await explore(folder, narrow);
      expect(found.ended).toBe('exhausted');
      expect(found.tried).toHaveLength(2);
      await writeFile(join(folder, 'tinyml.yaml'), head('explore: { passes: { exclude: [quantise] } }\n'));
      const { status, stderr } = await tinyml(['explore', folder, '--no-cache']);
      expect(status).toBe(3);
      expect(stderr).toContain('TML422');
      expect(stderr).toContain('did you mean `quantize`?');
    });
  });

  test('ends when its time is up with what it has, and a wrong time is a usage error', async () => {
    await inFolder(async (folder) => {
      const { found } = await explore(folder, '', '--time', '10ms');
      expect(found.ended).toBe('time');
      expect((await tinyml(['explore', folder, '--time', 'soon'])).status).toBe(2);
    });
  });

  test('is what `passes: auto` falls back on where its usual forms are over budget', async () => {
    await inFolder(async (folder) => {
      const narrow = 'explore: { options: { quantize: { mode: [int8], method: [min-max] } } }\n';
      const build = async (budget: string) => {
        await writeFile(join(folder, 'tinyml.yaml'), head(`budget: ${budget}\n${narrow}`));
        return tinyml(['build', folder, '--json', '--cache-dir', join(folder, 'cache')]);
      };
      const { status, stdout, stderr } = await build('{ flash: 11KiB, accuracy-drop: 5% }');
      expect(stderr).toContain('TML424');
      expect(status).toBe(0);
      const { memory } = JSON.parse(stdout) as { readonly memory: { readonly flash: number } };
      expect(memory.flash).toBeLessThanOrEqual(11 * 1024);
      // With nothing to find it is the usual forms that are told of.
      const impossible = await build('{ flash: 2KiB }');
      expect(impossible.status).toBe(4);
      expect(impossible.stderr + impossible.stdout).toContain('nothing that was tried fits');
    });
  });
});
