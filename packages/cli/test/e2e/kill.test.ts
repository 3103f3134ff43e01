import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, inFolder, type StartOptions } from './binary.ts';
import { buildIn, float16 as halves, int8 as bytes, makeProject, manifest } from './project.ts';
import { brokenFiles, treeOf, type Tree } from './tree.ts';

jest.setTimeout(240_000);

const moments = 50;

/** Without files that are the user's: those stay as the first build made them, and are no part of what is replaced. */
const library = 'output: { dir: firmware, project: library }\n';
const int8 = bytes + library;
const float16 = halves + library;

const killAfter = (milliseconds: number): StartOptions => ({
  onStart(child) {
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('exit', () => {
      clearTimeout(timer);
    });
  },
});

/** True where the change is final, and only the moving of files was cut short: any next build carries it out. */
const isPending = (output: string): boolean => existsSync(join(output, '.tinyml-new/journal.json'));

const withoutStaging = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([path]) => !path.startsWith('.tinyml-new')));

/** What a killed build left: nothing yet, one of the trees that it may leave, or none of these. */
const stateOf = (output: string, trees: Readonly<Record<string, Tree>>): string => {
  if (isPending(output)) return 'pending';
  const now = withoutStaging(treeOf(output));
  if (Object.keys(now).length === 0) return 'absent';
  const known = Object.entries(trees).find(([, tree]) => JSON.stringify(tree) === JSON.stringify(now));
  return known?.[0] ?? `mixed: ${String(brokenFiles(output))}`;
};

describeWith('builds that are killed, and builds at once', { files: [compiled] }, () => {
  test(`killed at ${String(moments)} moments: the old tree or the new one, and a cache that goes on`, async () => {
    await inFolder(async (folder) => {
      const file = makeProject(folder, int8);
      const trees: Record<string, Tree> = {};
      const lengths: number[] = [];
      for (const [name, passes] of Object.entries({ int8, float16 })) {
        writeFileSync(file, manifest(passes));
        const out = join(folder, name);
        const { status, seconds } = await buildIn(folder, ['--out', out, '--cache-dir', join(folder, `cache-${name}`)]);
        expect(status).toBe(0);
        lengths.push(seconds);
        trees[name] = treeOf(out);
      }
      const longest = Math.max(...lengths) * 1050;
      const output = join(folder, 'firmware');
      const seen = new Map<string, number>();
      for (let i = 0; i < moments; i++) {
        // Cold on nothing, cold on an old tree, on the cache that the last kill left, and with edited files replaced.
        const cold = i % 4 < 2;
        const cache = ['--cache-dir', join(folder, 'cache')];
        if (cold) rmSync(join(folder, 'cache'), { recursive: true, force: true });
        if (i % 4 === 0) rmSync(output, { recursive: true, force: true });
        const wanted = i % 2 === 0 ? 'int8' : 'float16';
        writeFileSync(file, manifest(wanted === 'int8' ? int8 : float16));
        const before = stateOf(output, trees);
        expect(['absent', 'int8', 'float16']).toContain(before);
        const forced = i % 4 === 3 ? ['--force'] : [];
        const length = cold ? longest : longest * 0.7;
        await buildIn(folder, [...forced, ...cache], killAfter((length * (i + 0.5)) / moments));
        const state = stateOf(output, trees);
        expect({ i, state }).toEqual({ i, state: expect.stringMatching(`^(${before}|${wanted}|pending)$`) });
        expect(brokenFiles(output) ?? []).toEqual([]);
        seen.set(state, (seen.get(state) ?? 0) + 1);

        const next = await buildIn(folder, cache);
        expect({ i, status: next.status, stderr: next.stderr }).toMatchObject({ i, status: 0 });
        expect(next.stderr).not.toContain('TML9');
        expect({ i, tree: treeOf(output) }).toEqual({ i, tree: trees[wanted] });
        expect(readdirSync(output).filter((name) => name.startsWith('.tinyml'))).toEqual([]);
      }
      process.stderr.write(`killed at ${String(moments)} moments: ${JSON.stringify(Object.fromEntries(seen))}\n`);
      // Both sides of the change were met, else the moments were chosen badly.
      expect([...seen.keys()].length).toBeGreaterThan(1);
    });
  });

  test.each([2, 4])('%d builds at once on one cache succeed, in folders of their own and in one', async (count) => {
    await inFolder(async (folder) => {
      makeProject(folder, int8);
      const names = Array.from({ length: count }, (_, index) => `out-${String(index)}`);
      for (const [round, outs] of [names, names.map(() => 'one')].entries()) {
        const cache = ['--cache-dir', join(folder, `cache-${String(round)}`)];
        const results = await Promise.all(outs.map((out) => buildIn(folder, [...cache, '--out', join(folder, out)])));
        expect(results.map(({ status, stderr }) => ({ status, wrong: /TML9\d\d.*/.exec(stderr)?.[0] }))).toEqual(
          outs.map(() => ({ status: 0, wrong: undefined })),
        );
      }
      const reference = treeOf(join(folder, 'out-0'));
      expect(brokenFiles(join(folder, 'out-0'))).toEqual([]);
      for (const out of [...names, 'one'])
        expect({ out, tree: treeOf(join(folder, out)) }).toEqual({ out, tree: reference });
    });
  });

  test('different builds at once on one output leave one of the trees', async () => {
    await inFolder(async (folder) => {
      const variants = [int8, float16].map((passes, index) => {
        const place = join(folder, String(index));
        mkdirSync(place);
        makeProject(place, passes);
        return place;
      });
      const output = join(folder, 'firmware');
      for (let round = 0; round < 4; round++) {
        const results = await Promise.all(
          variants.map((place) => buildIn(place, ['--out', output, '--force', '--cache-dir', join(folder, 'cache')])),
        );
        expect(results.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
          variants.map(() => ({ status: 0, stderr: expect.anything() })),
        );
      }
      // Whoever comes next makes it whole.
      expect(
        (await buildIn(variants[0] ?? '', ['--out', output, '--force', '--cache-dir', join(folder, 'cache')])).status,
      ).toBe(0);
      expect(brokenFiles(output)).toEqual([]);
    });
  });
});
