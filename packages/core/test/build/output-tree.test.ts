import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { writeOutputTree, type OutputFile } from '../../src/build/output-tree.ts';
import { TinymlError } from '../../src/diagnostics/diagnostic.ts';
import { digestOf } from '../../src/ir/digest.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-tree-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++), 'firmware');
});

type Spec = Readonly<Record<string, string>>;

/** Files of tinyml's own, `user:` in front of the path for the user's; the build record added. */
const tree = (spec: Spec): OutputFile[] => {
  const files = Object.entries(spec).map(([key, text]): OutputFile => {
    const user = key.startsWith('user:');
    return { path: user ? key.slice(5) : key, contents: Buffer.from(text), owner: user ? 'user' : 'tinyml' };
  });
  const listed = files.map(({ path, contents, owner }) => ({ path, owner, sha256: digestOf(contents).slice(7) }));
  return [
    ...files,
    { path: 'tinyml-build.json', contents: Buffer.from(JSON.stringify({ files: listed })), owner: 'tinyml' },
  ];
};

const write = (spec: Spec, force = false) => writeOutputTree(folder, tree(spec), force);
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe('the output tree', () => {
  test('is written, replaced, and loses what is no longer generated', () => {
    expect(write({ 'lib/a.c': '1', 'lib/b.c': '1' }).written.toSorted()).toEqual([
      'lib/a.c',
      'lib/b.c',
      'tinyml-build.json',
    ]);
    write({ 'lib/a.c': '2', 'src/c.c': '1' });
    expect(read('lib/a.c')).toBe('2');
    expect(existsSync(join(folder, 'lib/b.c'))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['lib', 'src', 'tinyml-build.json']);
  });

  test('leaves unchanged files alone', () => {
    write({ 'a.c': '1' });
    const before = statSync(join(folder, 'a.c'), { bigint: true }).mtimeNs;
    expect(write({ 'a.c': '1' }).written).toEqual([]);
    expect(statSync(join(folder, 'a.c'), { bigint: true }).mtimeNs).toBe(before);
  });

  test('writes a file of the user once', () => {
    write({ 'user:src/main.c': 'first' });
    put('src/main.c', 'mine');
    expect(write({ 'user:src/main.c': 'second' }, true).diagnostics).toEqual([]);
    expect(read('src/main.c')).toBe('mine');
    write({ 'lib/a.c': '1' });
    expect(read('src/main.c')).toBe('mine');
  });

  test('keeps and reports a generated file that was edited, until --force', () => {
    write({ 'a.c': '1' });
    put('a.c', 'edited');
    const codes = (spec: Spec) => write(spec).diagnostics.map(({ code }) => code);
    expect(codes({ 'a.c': '2' })).toEqual(['TML905']);
    expect(codes({ 'a.c': '2' })).toEqual(['TML905']);
    expect(codes({})).toEqual(['TML905']);
    expect(read('a.c')).toBe('edited');
    write({ 'a.c': '2' });
    write({ 'a.c': '2' }, true);
    expect(read('a.c')).toBe('2');
  });

  test('keeps a file that was there before tinyml', () => {
    put('a.c', 'theirs');
    expect(write({ 'a.c': '1' }).diagnostics.map(({ code }) => code)).toEqual(['TML905']);
    expect(read('a.c')).toBe('theirs');
  });

  test('carries out a change that was complete when its process died', () => {
    write({ 'a.c': '1', 'b.c': '1' });
    put('.tinyml-new/a.c', '2');
    put('.tinyml-new/journal.json', JSON.stringify({ write: ['a.c'], remove: ['b.c'] }));
    write({ 'a.c': '2' });
    expect(read('a.c')).toBe('2');
    expect(readdirSync(folder).sort()).toEqual(['a.c', 'tinyml-build.json']);
  });

  test('drops a change that was not complete', () => {
    write({ 'a.c': '1' });
    put('.tinyml-new/a.c', 'half');
    write({ 'a.c': '1' });
    expect(read('a.c')).toBe('1');
    expect(existsSync(join(folder, '.tinyml-new'))).toBe(false);
  });

  test('a record that names files outside the tree removes none of them', () => {
    write({ 'a.c': '1' });
    const outside = join(dirname(folder), 'precious');
    writeFileSync(outside, 'x');
    const sha256 = digestOf('x').slice(7);
    put('tinyml-build.json', JSON.stringify({ files: [{ path: '../precious', sha256, owner: 'tinyml' }] }));
    write({ 'a.c': '2' }, true);
    expect(readFileSync(outside, 'utf8')).toBe('x');
  });

  test('a file in the way is one clear error', () => {
    mkdirSync(dirname(folder), { recursive: true });
    writeFileSync(folder, 'file');
    expect(() => write({ 'a.c': '1' })).toThrow(TinymlError);
    expect(readFileSync(folder, 'utf8')).toBe('file');
  });
});
