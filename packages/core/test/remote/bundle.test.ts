// Exports are files that anybody may have written: what is not signed, or not whole, stays outside.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createBlobs } from '../../src/cache/blobs.ts';
import { memoryStore } from '../../src/cache/memory-store.ts';
import type { Store } from '../../src/cache/store.ts';
import { isTinymlError } from '../../src/diagnostics/diagnostic.ts';
import { addRecord, asStored } from '../../src/pipeline/record.ts';
import { allRecords, exportRecords, importRecords } from '../../src/remote/bundle.ts';
import { refusals } from '../../src/remote/refusal.ts';
import { makeKeyPair, readSigningKey, type SigningKey } from '../../src/remote/signing-keys.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-bundle-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let count = 0;
const newPath = (): string => join(root, String(count++));

const key = readSigningKey(makeKeyPair().privateKey) as SigningKey;
const expected = { tinyml: '1.2.3', publicKeys: [key.publicKey] };

/** A cache with a number of results. */
const filled = (results: number): Store => {
  const store = memoryStore();
  const blobs = createBlobs(store);
  for (let index = 0; index < results; index++) {
    const digest = blobs.put(Buffer.from(`blob ${String(index)}`.repeat(5000)));
    blobs.keep([digest]);
    addRecord(
      store,
      asStored({
        inputs: { stage: index },
        reads: [{ kind: 'model', name: '', value: String(index) }],
        output: { value: index, blobs: [digest], summary: '', metrics: {}, diagnostics: [], artifacts: {} },
      }),
    );
  }
  return store;
};

const keysOf = (store: Store): readonly string[] =>
  store
    .entries()
    .map((entry) => entry.key)
    .sort();

const exported = async (store: Store, asFolder: boolean): Promise<string> => {
  const path = newPath();
  const records = allRecords(store);
  expect(await exportRecords(path, asFolder, records, store, '1.2.3', key)).toBe(records.length);
  return path;
};

describe.each([
  ['a file', false],
  ['a folder', true],
])('%s', (_, asFolder) => {
  test('brings all results into another cache', async () => {
    const store = filled(5);
    const other = memoryStore();
    expect(await importRecords(await exported(store, asFolder), other, expected)).toEqual({ taken: 5, refused: [] });
    expect(keysOf(other)).toEqual(keysOf(store));
  });

  test('is the same bytes each time', async () => {
    const store = filled(3);
    const bytes = async (): Promise<readonly string[]> => {
      const path = await exported(store, asFolder);
      return (
        asFolder
          ? readdirSync(path)
              .sort()
              .map((name) => join(path, name))
          : [path]
      ).map((file) => readFileSync(file, 'hex'));
    };
    expect(await bytes()).toEqual(await bytes());
  });

  test('without a signature is taken only where that is asked for', async () => {
    const unsigned = newPath();
    const store = filled(2);
    await exportRecords(unsigned, asFolder, allRecords(store), store, '1.2.3', undefined);
    const other = memoryStore();
    const { taken, refused } = await importRecords(unsigned, other, expected);
    expect(taken).toBe(0);
    expect(refused[0]).toContain(refusals.unsigned);
    expect(keysOf(other)).toEqual([]);
    expect(await importRecords(unsigned, other, { ...expected, unsigned: true })).toEqual({ taken: 2, refused: [] });
  });
});

test('what follows a damaged artifact of a file is left, what precedes it is taken', async () => {
  const path = await exported(filled(3), false);
  const bytes = readFileSync(path);
  const second = bytes.indexOf('tinyml-artifact/1\n', 10);
  bytes[second + 30_000] = (bytes[second + 30_000] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const store = memoryStore();
  const { taken, refused } = await importRecords(path, store, expected);
  expect(taken).toBe(1);
  expect(refused).toEqual([expect.stringMatching(/^number 2: /)]);
  expect(allRecords(store)).toHaveLength(1);
});

test('a hostile folder: names that are no digests, links, other files and a damaged one change nothing', async () => {
  const folder = await exported(filled(2), true);
  const [first = '', second = ''] = readdirSync(folder).sort();
  const secret = newPath();
  writeFileSync(secret, readFileSync(join(folder, first)));
  writeFileSync(join(folder, '..%2f..%2fx'), 'x');
  writeFileSync(join(folder, 'blobs'), 'x');
  mkdirSync(join(folder, 'f'.repeat(64)));
  symlinkSync(secret, join(folder, 'e'.repeat(64)));
  writeFileSync(join(folder, 'd'.repeat(64)), '../../etc/passwd\n');
  writeFileSync(join(folder, second), readFileSync(join(folder, second)).subarray(0, -1));
  const store = memoryStore();
  const { taken, refused } = await importRecords(folder, store, expected);
  expect(taken).toBe(1);
  expect(refused).toHaveLength(2);
  expect(refused).toEqual(
    expect.arrayContaining([expect.stringContaining(refusals.magic), expect.stringContaining(refusals.truncated)]),
  );
  expect(
    keysOf(store).every((entry) =>
      /^(blobs\/[0-9a-f]{2}\/[0-9a-f]{62}|records\/[0-9a-f]{64}\/[0-9a-f]{64})$/.test(entry),
    ),
  ).toBe(true);
});

test('a file that is not there is told of, with its name', async () => {
  const thrown: unknown = await importRecords(join(root, 'none'), memoryStore(), expected).catch(
    (error: unknown) => error,
  );
  expect(isTinymlError(thrown) && thrown.diagnostics[0]).toMatchObject({ code: 'TML967' });
});
