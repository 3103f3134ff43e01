// What a checkout may contain: nothing outside the output folder changes, whatever links, journals and records say.
import {
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { digestOf } from '../../src/ir/digest.ts';
import { publishedName, type Change } from '../../src/output/transaction.ts';
import { contentsOf, put, writeModels } from './tree.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-hostile-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let [home, folder] = ['', ''];
let count = 0;
beforeEach(() => {
  const place = join(root, String(count++));
  home = join(place, 'home');
  folder = join(place, 'repository/firmware');
  put(join(home, '.bashrc'), 'precious');
  put(join(home, 'sub/.profile'), 'keep');
  mkdirSync(folder, { recursive: true });
});

const sha256 = (text: string): string => digestOf(text).slice(7);
const tree = { 'lib/m/a.c': '1', 'lib/m/src/b.c': '1', 'model.tflite': '1' };
const untouched = { '.bashrc': 'precious', 'sub/.profile': 'keep' };

const build = async (force = true): Promise<string> => {
  let outcome = 'written';
  try {
    await writeModels(folder, { m: tree }, { force });
  } catch (error) {
    outcome = (error as Error).message.slice(0, 6);
  }
  expect(contentsOf(home)).toEqual(untouched);
  return outcome;
};

const record = (files: readonly unknown[], name = 'm'): string =>
  JSON.stringify({ schema: 'tinyml-build/1', name, files });

test.each(['lib', 'lib/m', 'lib/m/src'])('a link in the place of %s', async (path) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(home, join(folder, path));
  expect(await build()).toBe('TML941');
});

test('links in the places of files are replaced where that is asked for, never followed', async () => {
  mkdirSync(join(folder, 'lib/m'), { recursive: true });
  for (const path of ['lib/m/a.c', 'model.tflite', 'tinyml-build.json'])
    symlinkSync(join(home, '.bashrc'), join(folder, path));
  expect(await build(false)).toBe('written');
  expect(lstatSync(join(folder, 'lib/m/a.c')).isSymbolicLink()).toBe(true);
  expect(await build(true)).toBe('written');
  expect(lstatSync(join(folder, 'lib/m/a.c')).isSymbolicLink()).toBe(false);
});

test('hard links part from what they were linked to', async () => {
  mkdirSync(join(folder, 'lib/m'), { recursive: true });
  linkSync(join(home, '.bashrc'), join(folder, 'lib/m/a.c'));
  put(join(folder, 'tinyml-build.json'), record([{ path: 'lib/m/a.c', sha256: sha256('precious'), owner: 'tinyml' }]));
  expect(await build(false)).toBe('written');
  expect(readFileSync(join(folder, 'lib/m/a.c'), 'utf8')).toBe('1');
});

test("a user's file behind a link is not written, and said so", async () => {
  symlinkSync(home, join(folder, 'src'));
  const { diagnostics } = await writeModels(folder, { m: { ...tree, 'user:src/main.c': 'x' } });
  expect(diagnostics.map(({ code }) => code)).toEqual(['TML944']);
  expect(contentsOf(home)).toEqual(untouched);
});

test('the output folder itself may be a link', async () => {
  rmSync(folder, { recursive: true });
  mkdirSync(join(dirname(folder), 'real'));
  symlinkSync('real', folder);
  expect(await build()).toBe('written');
  expect(Object.keys(contentsOf(join(dirname(folder), 'real')))).toContain('lib/m/a.c');
});

test.each([
  ['paths that lead out', ['../../home/.bashrc', '../../home/sub/.profile', join(tmpdir(), 'x')]],
  ['paths behind a link', ['h/.bashrc', 'lib/m/h/.bashrc', 'lib/m/h/sub/.profile']],
  ["the user's own files", ['mine.c', 'lib/other/x.c', 'src/main.c', '.git/config']],
])('a forged record with %s', async (_, paths) => {
  symlinkSync(home, join(folder, 'h'));
  mkdirSync(join(folder, 'lib/m'), { recursive: true });
  symlinkSync(home, join(folder, 'lib/m/h'));
  const own = ['mine.c', 'lib/other/x.c', 'src/main.c', '.git/config'];
  for (const path of own) put(join(folder, path), 'precious');
  const files = paths.flatMap((path) =>
    ['precious', 'keep'].map((text) => ({ path, sha256: sha256(text), owner: 'tinyml' })),
  );
  put(join(folder, 'tinyml-build.json'), record(files));
  expect(await build()).toBe('written');
  for (const path of own) expect(readFileSync(join(folder, path), 'utf8')).toBe('precious');
});

const identity = (path: string): string => {
  const { ino, birthtimeNs } = lstatSync(path, { bigint: true });
  return `${String(ino)} ${String(birthtimeNs)}`;
};

/** Puts a change beside the tree as it lies there when it is final and nothing has been moved yet. */
const pending = ({ write, remove }: Change): void => {
  const staging = join(folder, publishedName);
  for (const { path, contents } of write) put(join(staging, 'new', path), Buffer.from(contents).toString());
  const written = write.map(({ path, contents }) => ({ path, sha256: digestOf(contents).slice(7) }));
  mkdirSync(staging, { recursive: true });
  put(join(staging, 'journal.json'), JSON.stringify({ folder: identity(staging), write: written, remove }));
};

const change = {
  write: [
    { path: 'lib/m/a.c', contents: Buffer.from('forged') },
    { path: 'tinyml-build.json', contents: Buffer.from(record([])) },
  ],
  remove: [{ path: 'keep.c', sha256: sha256('keep') }],
};

test('a change that was final when its process died is carried out', async () => {
  put(join(folder, 'keep.c'), 'keep');
  pending(change);
  // A model of another name: what the change did stays to be seen.
  await writeModels(folder, { other: {} });
  expect(contentsOf(folder)).toMatchObject({ 'lib/m/a.c': 'forged', 'tinyml-build.json': record([]) });
  expect(existsSync(join(folder, 'keep.c'))).toBe(false);
});

test('the same, copied from another folder, is thrown away', async () => {
  put(join(folder, 'keep.c'), 'keep');
  pending(change);
  cpSync(join(folder, publishedName), join(folder, 'copy'), { recursive: true, preserveTimestamps: true });
  rmSync(join(folder, publishedName), { recursive: true });
  renameSync(join(folder, 'copy'), join(folder, publishedName));
  await writeModels(folder, { other: {} });
  expect(Object.keys(contentsOf(folder))).toEqual(['keep.c', 'tinyml-build.json']);
});

test.each([
  ['the form of earlier versions', JSON.stringify({ write: ['h/.bashrc'], remove: ['h/.profile', 'h/sub/.profile'] })],
  ['no folder', JSON.stringify({ write: [{ path: 'h/.bashrc', sha256: sha256('evil') }], remove: [] })],
  ['no JSON', '{'],
])('a forged journal: %s', async (_, text) => {
  symlinkSync(home, join(folder, 'h'));
  put(join(folder, publishedName, 'h/.bashrc'), 'evil');
  put(join(folder, publishedName, 'new/h/.bashrc'), 'evil');
  put(join(folder, publishedName, 'journal.json'), text);
  expect(await build()).toBe('written');
  expect(existsSync(join(folder, publishedName))).toBe(false);
});

test('even a journal of ours leads nowhere outside', async () => {
  symlinkSync(home, join(folder, 'lib'));
  pending({ write: [{ path: 'lib/.bashrc', contents: Buffer.from('evil') }], remove: [] });
  expect(await build()).toBe('TML941');
});

test.each([publishedName, `${publishedName}-0`, '.tinyml-new-lock', '.tinyml-new-lock-0'])(
  'a link called %s is removed, not followed',
  async (name) => {
    symlinkSync(home, join(folder, name));
    expect(await build()).toBe('written');
    if (name !== '.tinyml-lock-takeover')
      expect(lstatSync(join(folder, name), { throwIfNoEntry: false })).toBe(undefined);
  },
);
