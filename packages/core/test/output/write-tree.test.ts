import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { contentsOf, put, writeModels, type Spec } from './tree.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-tree-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++), 'firmware');
});

const write = (spec: Spec, force = false) => writeModels(folder, { m: spec }, { force });
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

const nobody = 65_534;

/** Runs `work` as a user to whom permissions apply: root is one to whom they do not. */
const asNobody = async (work: () => Promise<void>): Promise<void> => {
  if (process.geteuid?.() !== 0 || process.seteuid === undefined) return work();
  execFileSync('chown', ['-R', String(nobody), root]);
  process.seteuid(nobody);
  try {
    await work();
  } finally {
    process.seteuid(0);
  }
};

describe('the output tree of one model', () => {
  test('is written, replaced, and loses what is no longer generated', async () => {
    const { change } = await write({ 'lib/m/a.c': '1', 'lib/m/old/b.c': '1' });
    expect(change.write.map(({ path }) => path)).toEqual(['lib/m/a.c', 'lib/m/old/b.c', 'tinyml-build.json']);
    await write({ 'lib/m/a.c': '2', 'test/test_m/c.c': '1' });
    expect(read('lib/m/a.c')).toBe('2');
    expect(existsSync(join(folder, 'lib/m/old'))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['lib', 'test', 'tinyml-build.json']);
  });

  test('leaves unchanged files alone', async () => {
    await write({ 'lib/m/a.c': '1' });
    const before = statSync(join(folder, 'lib/m/a.c'), { bigint: true }).mtimeNs;
    expect((await write({ 'lib/m/a.c': '1' })).differences).toEqual([]);
    expect(statSync(join(folder, 'lib/m/a.c'), { bigint: true }).mtimeNs).toBe(before);
  });

  test('writes a file of the user once', async () => {
    await write({ 'user:src/main.c': 'first' });
    put(join(folder, 'src/main.c'), 'mine');
    expect((await write({ 'user:src/main.c': 'second' }, true)).diagnostics).toEqual([]);
    expect(read('src/main.c')).toBe('mine');
    await write({ 'lib/m/a.c': '1' });
    expect(read('src/main.c')).toBe('mine');
  });

  test("the record goes on to list a user's file as it was written", async () => {
    await write({ 'user:src/main.c': 'first' });
    const record = read('tinyml-build.json');
    await write({ 'user:src/main.c': 'second' });
    expect(read('tinyml-build.json')).toBe(record);
    rmSync(join(folder, 'src/main.c'));
    await write({ 'user:src/main.c': 'second' });
    expect(read('tinyml-build.json')).not.toBe(record);
  });

  test('keeps and reports a generated file that was edited, until force', async () => {
    await write({ 'lib/m/a.c': '1' });
    put(join(folder, 'lib/m/a.c'), 'edited');
    const codes = async (spec: Spec) => (await write(spec)).diagnostics.map(({ code }) => code);
    expect(await codes({ 'lib/m/a.c': '2' })).toEqual(['TML905']);
    expect(await codes({ 'lib/m/a.c': '2' })).toEqual(['TML905']);
    expect(await codes({})).toEqual(['TML905']);
    expect(read('lib/m/a.c')).toBe('edited');
    await write({ 'lib/m/a.c': '2' });
    await write({ 'lib/m/a.c': '2' }, true);
    expect(read('lib/m/a.c')).toBe('2');
  });

  test('keeps a file that was there before tinyml', async () => {
    put(join(folder, 'lib/m/a.c'), 'theirs');
    expect((await write({ 'lib/m/a.c': '1' })).diagnostics.map(({ code }) => code)).toEqual(['TML905']);
    expect(read('lib/m/a.c')).toBe('theirs');
  });

  test('a file where the folder should be is one clear error', async () => {
    mkdirSync(dirname(folder), { recursive: true });
    put(folder, 'file');
    await expect(write({ 'lib/m/a.c': '1' })).rejects.toThrow('TML906');
    expect(readFileSync(folder, 'utf8')).toBe('file');
  });

  test.each([
    ['a folder in the place of a file', 'lib/m/b.c/keep', 'TML941'],
    ['a file in the place of a folder', 'lib', 'TML941'],
    ['a folder in the place of the record', 'tinyml-build.json/keep', 'TML941'],
  ])('%s is one clear error, and the old tree stays whole', async (_, obstacle, code) => {
    await write({ 'test/test_m/a.c': '1' });
    rmSync(join(folder, 'tinyml-build.json'));
    put(join(folder, obstacle), 'mine');
    const before = contentsOf(folder);
    for (const force of [false, true]) {
      await expect(write({ 'test/test_m/a.c': '2', 'lib/m/b.c': '2' }, force)).rejects.toThrow(code);
      expect(contentsOf(folder)).toEqual(before);
    }
  });

  test('what is read by the build is never overwritten', async () => {
    const model = join(folder, 'model.tflite');
    put(model, 'the input');
    await expect(writeModels(folder, { m: { 'model.tflite': 'x' } }, { force: true, inputs: [model] })).rejects.toThrow(
      'TML942',
    );
    expect(contentsOf(folder)).toEqual({ 'model.tflite': 'the input' });
  });

  test('up to date, it may be read-only', async () => {
    await write({ 'lib/m/a.c': '1' });
    chmodSync(folder, 0o555);
    try {
      await asNobody(async () => {
        expect((await write({ 'lib/m/a.c': '1' })).differences).toEqual([]);
      });
    } finally {
      chmodSync(folder, 0o755);
    }
  });
});

describe('several models in one folder', () => {
  const a = { 'lib/a/a.c': 'a', 'model.tflite': 'a' };
  const b = { 'lib/b/b.c': 'b', 'model.tflite': 'b' };

  test('each has its own files, whichever comes when', async () => {
    await writeModels(folder, { a });
    const first = contentsOf(folder);
    expect(Object.keys(first)).toEqual(['lib/a/a.c', 'model.tflite', 'tinyml-build.json']);
    await writeModels(folder, { b });
    expect(contentsOf(folder)).toMatchObject(first);
    const both = contentsOf(folder);
    expect(Object.keys(both).filter((path) => !(path in first))).toEqual([
      'lib/b/b.c',
      'model.b.tflite',
      'tinyml-build.b.json',
    ]);
    await writeModels(folder, { b });
    await writeModels(folder, { a });
    expect(contentsOf(folder)).toEqual(both);
    rmSync(folder, { recursive: true });
    await writeModels(folder, { a, b });
    expect(contentsOf(folder)).toEqual(both);
  });

  test('one that loses a file takes none of the other', async () => {
    await writeModels(folder, { a, b });
    await writeModels(folder, { a: { 'model.tflite': 'a' } });
    expect(Object.keys(contentsOf(folder))).toEqual([
      'lib/b/b.c',
      'model.b.tflite',
      'model.tflite',
      'tinyml-build.b.json',
      'tinyml-build.json',
    ]);
  });

  test('names that C macros or a file system would take for one are refused', async () => {
    await writeModels(folder, { a });
    const before = contentsOf(folder);
    await expect(writeModels(folder, { A: { 'lib/A/a.c': 'A' } })).rejects.toThrow('TML943');
    expect(contentsOf(folder)).toEqual(before);
  });
});
