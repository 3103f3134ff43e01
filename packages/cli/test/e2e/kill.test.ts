import { rmSync, writeFileSync } from 'node:fs';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, inFolder, type StartOptions } from './binary.ts';
import { buildIn, float16 as halves, int8 as bytes, makeProject, manifest } from './project.ts';
import { brokenFiles, treeOf, type Tree } from './tree.ts';

const isFull = process.env['TINYML_FULL'] === '1';
const moments = isFull ? 200 : 50;
const few = isFull ? 200 : 12;
const rounds = isFull ? 200 : 4;

jest.setTimeout(isFull ? 7_200_000 : 240_000);

/** Without files that are the user's: those stay as the first build made them, and are no part of what is replaced. */
const library = 'output: { dir: firmware, project: library }\n';
const int8 = bytes + library;
const float16 = halves + library;

/** What lies in lib/ and test/: where the rest is depends on who came first. */
const libraries = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([path]) => /^(?:lib|test)\//.test(path)));

const ofModel = (tree: Tree, name: string): Tree =>
  Object.fromEntries(
    Object.entries(tree).filter(
      ([path]) =>
        path.startsWith(`lib/${name}/`) ||
        (name === 'first' ? /^(?:model|tinyml-build)\.\w+$/ : /^(?:model|tinyml-build)\.second\.\w+$/).test(path),
    ),
  );

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
        expect(results.map(({ status, stderr }) => ({ status, wrong: /TML9(?!50)\d\d.*/.exec(stderr)?.[0] }))).toEqual(
          outs.map(() => ({ status: 0, wrong: undefined })),
        );
      }
      const reference = treeOf(join(folder, 'out-0'));
      expect(brokenFiles(join(folder, 'out-0'))).toEqual([]);
      for (const out of [...names, 'one'])
        expect({ out, tree: treeOf(join(folder, out)) }).toEqual({ out, tree: reference });
    });
  });

  test(`four builders of two models on one folder, ${String(rounds)} times: nothing lost, nothing mixed`, async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      const output = join(folder, 'firmware');
      const cache = ['--cache-dir', join(folder, 'cache')];
      const files = { first: join(folder, 'first.yaml'), second: join(folder, 'second.yaml') };
      const variants = [bytes, halves];
      const buildBoth = (out: string) => buildIn(files.first, [files.second, '--out', out, ...cache]);
      const choose = (variant: number): void => {
        for (const [name, file] of Object.entries(files)) writeFileSync(file, manifest(variants[variant] ?? '', name));
      };
      // What each variant's tree is when nothing else goes on; who comes first has the plain names.
      const expected: Tree[] = [];
      for (const variant of variants.keys()) {
        choose(variant);
        const out = join(folder, `alone-${String(variant)}`);
        expect((await buildBoth(out)).status).toBe(0);
        expected.push(libraries(treeOf(out)));
      }
      for (let round = 0; round < rounds; round++) {
        if (round % 5 === 0) rmSync(output, { recursive: true, force: true });
        choose(round % 2);
        const builders = [files.first, files.second, files.first, files.second];
        const results = await Promise.all(builders.map((file) => buildIn(file, cache)));
        expect({
          round,
          // TML950: a further model is not in main, which the first builder wrote.
          results: results.map(({ status, stderr }) => [status, /TML9(?!50)\d\d.*/.exec(stderr)?.[0]]),
        }).toEqual({
          round,
          results: builders.map(() => [0, undefined]),
        });
        const tree = treeOf(output);
        expect({ round, tree: libraries(tree) }).toEqual({ round, tree: expected[round % 2] });
        const records = readdirSync(output).filter((name) => name.startsWith('tinyml-build'));
        expect(records).toHaveLength(2);
        for (const record of records)
          expect({ round, record, broken: brokenFiles(output, record) }).toEqual({ round, record, broken: [] });
        expect(readdirSync(output).filter((name) => name.startsWith('.tinyml'))).toEqual([]);
        expect(Object.keys(tree)).toEqual(expect.arrayContaining(['src/main.cpp', 'platformio.ini']));
      }
    });
  });

  test(`one of two models killed at ${String(few)} moments: the other one is as it was`, async () => {
    await inFolder(async (folder) => {
      makeProject(folder);
      const output = join(folder, 'firmware');
      const cache = ['--cache-dir', join(folder, 'cache')];
      const variants = [int8, float16];
      const files = { first: join(folder, 'first.yaml'), second: join(folder, 'second.yaml') };
      writeFileSync(files.first, manifest(int8, 'first'));
      writeFileSync(files.second, manifest(int8, 'second'));
      const { status, seconds } = await buildIn(files.first, [files.second, ...cache]);
      expect(status).toBe(0);
      for (let i = 0; i < few; i++) {
        const [name, other] = i % 2 === 0 ? (['first', 'second'] as const) : (['second', 'first'] as const);
        writeFileSync(files[name], manifest(variants[(i >> 1) % 2] ?? '', name));
        const before = ofModel(treeOf(output), other);
        await buildIn(files[name], cache, killAfter(seconds * 700 * ((i + 0.5) / few)));
        expect({ i, tree: ofModel(treeOf(output), other) }).toEqual({ i, tree: before });
        // The other one's build finishes what this one began, or finds it as it was.
        expect((await buildIn(files[other], cache)).status).toBe(0);
        expect({ i, tree: ofModel(treeOf(output), other) }).toEqual({ i, tree: before });
        const record = name === 'first' ? 'tinyml-build.json' : 'tinyml-build.second.json';
        expect({ i, broken: brokenFiles(output, record) }).toEqual({ i, broken: [] });
        expect(readdirSync(output).filter((entry) => entry.startsWith('.tinyml'))).toEqual([]);
        expect((await buildIn(files[name], cache)).status).toBe(0);
      }
    });
  });
});
