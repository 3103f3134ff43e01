import { createReadStream, createWriteStream, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createBlobs } from '../cache/blobs.ts';
import { orUndefined } from '../cache/or-undefined.ts';
import type { Store } from '../cache/store.ts';
import { exportNotWritable } from '../diagnostics/catalogue/remote-cache.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { isDigest } from '../ir/digest.ts';
import { addRecord, findRecords, type StageRecord } from '../pipeline/record.ts';
import type { ArtifactExpectation } from './artifact-header.ts';
import { byteSource, readArtifact } from './read-artifact.ts';
import { RefusedArtifact } from './refusal.ts';
import type { SigningKey } from './signing-keys.ts';
import { stageOf, writeRecordArtifact } from './stage-artifacts.ts';

/** Everything in a cache whose blobs are all there. */
export const allRecords = (store: Store): readonly StageRecord[] => {
  const blobs = createBlobs(store);
  const keys = new Set(store.entries().flatMap(({ key }) => /^records\/([0-9a-f]{64})\//.exec(key)?.[1] ?? []));
  return [...keys]
    .sort()
    .map((key) => `sha256-${key}`)
    .filter(isDigest)
    .flatMap((key) => findRecords(store, key))
    .filter(({ output }) => output.blobs.every((digest) => blobs.has(digest)));
};

const isFolder = (path: string): boolean => orUndefined(() => lstatSync(path).isDirectory()) ?? false;

/** The file system's own error as one for the user. */
const orTold = async <T>(path: string, what: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new TinymlError(exportNotWritable(path, what, (error as Error).message));
  }
};

/**
 * Writes records with their blobs: one file with all of them after each other or, into a folder, a file for each, which
 * caches of CI systems keep where it has not changed. @returns how many
 */
export const exportRecords = (
  path: string,
  asFolder: boolean,
  records: readonly StageRecord[],
  store: Store,
  tinyml: string,
  signingKey: SigningKey | undefined,
): Promise<number> =>
  orTold(path, 'write', async () => {
    const open = async (file: string) => {
      const stream = createWriteStream(file);
      await once(stream, 'open');
      return stream;
    };
    if (asFolder) mkdirSync(path, { recursive: true });
    const whole = asFolder ? undefined : await open(path);
    for (const record of records) {
      // Blobs of one record at a time are in memory.
      const blobs = createBlobs(store);
      const { place, bytes } = writeRecordArtifact(tinyml, record, (digest) => blobs.get(digest), signingKey);
      const stream = whole ?? (await open(join(path, place)));
      if (!stream.write(bytes)) await once(stream, 'drain');
      if (whole === undefined) await finished(stream.end());
    }
    if (whole !== undefined) await finished(whole.end());
    return records.length;
  });

export interface Imported {
  readonly taken: number;
  /** What was not taken, and why. */
  readonly refused: readonly string[];
}

/** Artifacts of a file, one after the other; what follows one that is refused cannot be told apart and is left. */
const importFile = async (file: string, store: Store, expected: ArtifactExpectation): Promise<Imported> => {
  const stream = createReadStream(file, { highWaterMark: 2 ** 20 });
  const source = byteSource(stream);
  let taken = 0;
  try {
    while (!(await source.isAtEnd())) {
      const { record, blobs } = stageOf(await readArtifact(source, expected));
      const own = createBlobs(store);
      blobs.forEach((bytes) => own.put(bytes));
      own.keep(record.output.blobs);
      addRecord(store, record);
      taken += 1;
    }
    return { taken, refused: [] };
  } catch (error) {
    if (!(error instanceof RefusedArtifact)) throw error;
    return { taken, refused: [`number ${String(taken + 1)}: ${error.message}`] };
  } finally {
    stream.destroy();
  }
};

/**
 * Takes artifacts into the cache. A folder's files count by their names, which are 64 digits, and are no links;
 * whatever else lies there is left alone. No name in an artifact is ever one of a file.
 */
export const importRecords = (path: string, store: Store, expected: ArtifactExpectation): Promise<Imported> =>
  orTold(path, 'read', async () => {
    if (!isFolder(path)) return importFile(path, store, expected);
    const results: Imported[] = [];
    for (const item of readdirSync(path, { withFileTypes: true })) {
      if (!item.isFile() || !/^[0-9a-f]{64}$/.test(item.name)) continue;
      const { taken, refused } = await importFile(join(path, item.name), store, expected);
      results.push({ taken, refused: refused.map((reason) => `${item.name.slice(0, 12)}…, ${reason}`) });
    }
    return {
      taken: results.reduce((sum, { taken }) => sum + taken, 0),
      refused: results.flatMap(({ refused }) => refused),
    };
  });
