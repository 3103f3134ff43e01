import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBlobs, blobKey } from '../../src/cache/blobs.ts';
import { folderStore } from '../../src/cache/folder-store.ts';
import { memoryStore } from '../../src/cache/memory-store.ts';
import { pruneStore } from '../../src/cache/prune.ts';
import type { Store } from '../../src/cache/store.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-store-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let count = 0;
const newFolder = (): string => join(root, String(count++));

const backends: readonly (readonly [string, () => Store])[] = [
  ['memory', memoryStore],
  ['folder', () => folderStore(newFolder())],
];

/** A key of the cache's layout. */
const key = (name: string, folder = 'memo'): string =>
  `${folder}/${Buffer.from(name).toString('hex').padStart(40, '0')}`;

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

describe.each(backends)('a %s store', (_name, create) => {
  test('gives back what was put, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z0-9]{1,6}$/).map((name) => key(name)),
          fc.uint8Array(),
        ),
        (entries) => {
          const store = create();
          for (const [name, value] of Object.entries(entries)) store.put(name, value);
          for (const [name, value] of Object.entries(entries)) expect([...(store.get(name) ?? [])]).toEqual([...value]);
          expect(store.get(key('none at all'))).toBeUndefined();
          expect(
            store
              .entries()
              .map((entry) => entry.key)
              .sort(),
          ).toEqual(Object.keys(entries).sort());
        },
      ),
      { numRuns: 20 },
    );
  });

  test('replaces, removes, lists one level', () => {
    const store = create();
    const [first, second, third] = [key('1', 'blobs/ab'), key('2', 'blobs/ab'), key('3', 'blobs/ac')];
    store.put(first, bytes('one'));
    store.put(first, bytes('uno'));
    store.put(second, bytes('two'));
    store.put(third, bytes('three'));
    expect(Buffer.from(store.get(first) ?? []).toString()).toBe('uno');
    expect(store.list('blobs/ab/')).toEqual([first, second]);
    expect(store.list('blobs/')).toEqual([]);
    store.remove(first);
    store.remove(first);
    expect(store.has(first)).toBe(false);
    expect(store.has('blobs/ab')).toBe(false);
    expect(store.list('nowhere/')).toEqual([]);
  });

  test('prunes nothing that was used within the hour, and all beyond the limit later', () => {
    const store = create();
    for (let i = 0; i < 10; i++) store.put(key(String(i)), new Uint8Array(100));
    expect(pruneStore(store, 300)).toEqual({ removed: 0, freed: 0, left: 1000 });
    const tomorrow = Date.now() + 24 * 60 * 60 * 1000;
    expect(pruneStore(store, 300, tomorrow)).toEqual({ removed: 7, freed: 700, left: 300 });
  });

  test('blobs reach it only when they are kept', () => {
    const store = create();
    const blobs = createBlobs(store);
    const digest = blobs.put(bytes('weights'));
    expect(store.entries()).toEqual([]);
    blobs.keep([digest]);
    expect(Buffer.from(createBlobs(store).get(digest)).toString()).toBe('weights');
  });

  test('a blob whose bytes were altered counts as absent', () => {
    const store = create();
    const blobs = createBlobs(store);
    const digest = blobs.put(bytes('weights'));
    blobs.keep([digest]);
    store.put(blobKey(digest), bytes('weightz'));
    expect(createBlobs(store).has(digest)).toBe(false);
  });
});

describe('a folder store', () => {
  test('leaves no temporary file behind, and clears those of processes that died', () => {
    const folder = newFolder();
    const store = folderStore(folder);
    store.put(key('1'), bytes('x'));
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    const stray = join(folder, 'tmp', 'ab'.repeat(12));
    writeFileSync(stray, 'half');
    store.entries();
    expect(readdirSync(join(folder, 'tmp'))).toEqual(['ab'.repeat(12)]);
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(stray, old, old);
    expect(store.entries().map((entry) => entry.key)).toEqual([key('1')]);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });
});
