import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { digestOf } from '../../src/ir/digest.ts';
import { carryOutChange, recover } from '../../src/output/transaction.ts';
import { contentsOf, put } from './tree.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-transaction-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'folder-'));
});

const write = (spec: Readonly<Record<string, string>>) =>
  Object.entries(spec).map(([path, text]) => ({ path, contents: Buffer.from(text) }));
const listed = (path: string, text: string) => ({ path, sha256: digestOf(text).slice(7) });

test('writes and removes, and takes empty folders along', () => {
  put(join(folder, 'a/b/old'), 'old');
  carryOutChange(folder, { write: write({ 'c/d': 'new' }), remove: [listed('a/b/old', 'old')] });
  expect(readdirSync(folder)).toEqual(['c']);
  expect(contentsOf(folder)).toEqual({ 'c/d': 'new' });
});

test('removes only what has the contents that it was told of', () => {
  put(join(folder, 'a'), 'edited');
  carryOutChange(folder, { write: [], remove: [listed('a', 'old')] });
  expect(contentsOf(folder)).toEqual({ a: 'edited' });
});

test('an error on the way puts everything back', () => {
  put(join(folder, 'a'), 'old');
  put(join(folder, 'gone'), 'old');
  put(join(folder, 'tinyml-build.json'), 'old');
  // Appeared after it was decided what to do.
  mkdirSync(join(folder, 'z/in-the-way'), { recursive: true });
  const before = contentsOf(folder);
  const change = {
    write: write({ a: 'new', 'fresh/b': 'new', z: 'new', 'tinyml-build.json': 'new' }),
    remove: [listed('gone', 'old')],
  };
  expect(() => {
    carryOutChange(folder, change);
  }).toThrow('EISDIR');
  expect(contentsOf(folder)).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(['a', 'gone', 'tinyml-build.json', 'z']);
  recover(folder);
  expect(contentsOf(folder)).toEqual(before);
});
