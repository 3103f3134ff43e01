import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderStore } from '../../src/cache/folder-store.ts';
import { clearStore, pruneStore } from '../../src/cache/prune.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-cache-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let count = 0;
const newFolder = (): string => {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  return folder;
};

const entry = `memo/${'a'.repeat(40)}`;
const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);

/** Writes files as old as those of a repository. */
const fill = (folder: string, paths: readonly string[]): void => {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
    utimesSync(join(folder, path), yesterday, yesterday);
  }
};

const filesIn = (folder: string): readonly string[] =>
  (
    readdirSync(folder, { recursive: true, withFileTypes: true }) as {
      isFile(): boolean;
      parentPath: string;
      name: string;
    }[]
  )
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(folder.length + 1))
    .sort();

const refusal = expect.objectContaining({
  diagnostics: [expect.objectContaining({ code: 'TML910', severity: 'error' })],
});

const refused = (folder: string): void => {
  let thrown: unknown;
  try {
    folderStore(folder);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toEqual(refusal);
};

describe('the folder of the cache', () => {
  test('is marked when it is first written, and accepted from then on, whatever else is put there', () => {
    const folder = join(newFolder(), 'deep', 'down');
    folderStore(folder).put(entry, new Uint8Array(3));
    expect(readFileSync(join(folder, 'CACHEDIR.TAG'), 'utf8')).toMatch(
      /^Signature: 8a477f597d28d172789f06886806bc55\n# tinyml/,
    );
    fill(folder, ['notes.txt']);
    expect(folderStore(folder).entries()).toHaveLength(1);
  });

  test.each([
    ['a repository', ['.git/HEAD', 'src/main.c', 'README.md']],
    ['one file', ['tinyml.yaml']],
    ['the cache of another tool', ['CACHEDIR.TAG', 'wheels/x']],
    ['a repository that an earlier tinyml wrote into', ['.git/HEAD', entry]],
    ['a file named as a folder of the cache', ['blobs']],
  ])('is not %s', (_, paths) => {
    const folder = newFolder();
    fill(folder, paths);
    refused(folder);
    expect(filesIn(folder)).toEqual([...paths].sort());
  });

  test('is no file, and no folder whose parts are links', () => {
    const folder = newFolder();
    fill(folder, ['file']);
    refused(join(folder, 'file'));
    const linked = newFolder();
    symlinkSync(folder, join(linked, 'blobs'));
    refused(linked);
  });

  test('may be a link to one that is ours, not to one that is not', () => {
    const real = newFolder();
    const link = join(root, 'link');
    symlinkSync(real, link);
    folderStore(link).put(entry, new Uint8Array(3));
    expect(existsSync(join(real, 'CACHEDIR.TAG'))).toBe(true);
    const foreign = newFolder();
    fill(foreign, ['src/main.c']);
    const wrong = join(root, 'wrong');
    symlinkSync(foreign, wrong);
    refused(wrong);
  });

  test('of an earlier version, without a mark, is taken over', () => {
    const folder = newFolder();
    fill(folder, [entry, `blobs/ab/${'c'.repeat(62)}`, `records/${'d'.repeat(64)}/${'e'.repeat(64)}`]);
    const store = folderStore(folder);
    expect(store.entries()).toHaveLength(3);
    expect(pruneStore(store, 0)).toMatchObject({ removed: 3, left: 0 });
    expect(filesIn(folder)).toEqual([]);
  });
});

describe('removing', () => {
  const mine = ['notes.txt', 'blobs/readme', 'blobs/ab/mine', 'records/x/y', 'tmp/mine', 'memo/abc'];

  test.each([
    ['pruning', (folder: string) => pruneStore(folderStore(folder), 0, Date.now() + 1e9)],
    ['clearing', (folder: string) => clearStore(folderStore(folder))],
  ])('by %s takes only what the cache wrote, and follows no link', (_, remove) => {
    const folder = newFolder();
    folderStore(folder).put(entry, new Uint8Array(3));
    fill(folder, mine);
    const elsewhere = newFolder();
    const digest = 'f'.repeat(62);
    fill(elsewhere, [digest]);
    symlinkSync(elsewhere, join(folder, 'blobs', 'ff'));
    symlinkSync(join(elsewhere, digest), join(folder, 'memo', 'b'.repeat(40)));
    const store = folderStore(folder);
    store.remove(`blobs/ff/${digest}`);
    store.touch(`blobs/ff/${digest}`);
    expect(remove(folder)).toEqual({ removed: 1, freed: 3, left: 0 });
    expect(filesIn(folder)).toEqual(['CACHEDIR.TAG', ...mine].sort());
    expect(filesIn(elsewhere)).toEqual([digest]);
  });
});
