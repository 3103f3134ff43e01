import { readdirSync, statSync, type BigIntStats } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import { getSealed, putSealed } from './sealed.ts';
import type { Store } from './store.ts';

/** A file changed less than this before it was hashed may change again within its time stamp's grain: not memoised. */
const settleMs = 1000;

const memoKey = (text: string): string => `memo/${digestOf(text).slice(7, 47)}`;

const stamp = (path: string, stat: BigIntStats): string =>
  `${path}\0${String(stat.size)}\0${String(stat.mtimeNs)}\0${String(stat.ctimeNs)}\0${String(stat.ino)}`;

const isSettled = ({ mtimeMs, ctimeMs }: BigIntStats): boolean =>
  Date.now() - Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs) > settleMs;

/** undefined where a file is not there. */
const stampOf = (files: readonly string[], purpose: string): { key: string; settled: boolean } | undefined => {
  const stats = files.map((path) => ({ path, stat: statSync(path, { bigint: true, throwIfNoEntry: false }) }));
  const lines: string[] = [purpose];
  let settled = true;
  for (const { path, stat } of stats) {
    if (stat === undefined) return undefined;
    lines.push(stamp(path, stat));
    settled &&= isSettled(stat);
  }
  return { key: memoKey(lines.join('\n')), settled };
};

export interface FileDigests {
  /** @throws the file system's error when the file cannot be read. */
  file(path: string): Promise<Digest>;
  /** Digest of names and contents of all files under `folder` that are accepted, by name and by path within it. */
  folder(folder: string, accepts: (name: string, path: string) => boolean): Promise<Digest>;
  /** The memoised `compute` of a set of files: it runs again only when one of them changed. */
  memo(files: readonly string[], purpose: string, compute: () => Promise<Digest>): Promise<Digest>;
  /** What `memo` gave for these files as they are; undefined where they changed, or are not there. */
  recall(files: readonly string[], purpose: string): Digest | undefined;
}

const filesUnder = (folder: string, accepts: (name: string, path: string) => boolean, below = ''): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      const within = `${below}${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(path, accepts, `${within}/`);
      return accepts(entry.name, within) ? [path] : [];
    })
    .sort();

/**
 * Digests of files, remembered by path, size, both times and inode, so that a warm build reads no data. `seen` is told
 * of all files and folders that they are made of, read or remembered.
 */
export const createFileDigests = (store: Store, seen: (path: string) => void = () => undefined): FileDigests => {
  const find = (key: string): Digest | undefined => getSealed(store, key) as Digest | undefined;
  const memo: FileDigests['memo'] = async (files, purpose, compute) => {
    files.forEach(seen);
    const stamped = stampOf(files, purpose);
    const known = stamped === undefined ? undefined : find(stamped.key);
    if (known !== undefined) return known;
    const digest = await compute();
    if (stamped?.settled === true) {
      try {
        putSealed(store, stamped.key, digest);
      } catch {
        // A memo that cannot be written costs time only; the build itself reports a cache that is out of order.
      }
    }
    return digest;
  };
  return {
    memo,
    recall(files, purpose) {
      files.forEach(seen);
      const stamped = stampOf(files, purpose);
      return stamped === undefined ? undefined : find(stamped.key);
    },
    file: (path) => memo([path], 'file', async () => digestOf(await readFile(path))),
    folder(folder, accepts) {
      const files = filesUnder(folder, accepts);
      [folder, ...files.map((path) => dirname(path))].forEach(seen);
      return memo(files, `folder ${folder}`, async () => {
        // One after the other: a folder of data may not fit the memory.
        const parts: string[] = [];
        for (const path of files) parts.push(`${path.slice(folder.length)} ${digestOf(await readFile(path))}`);
        return digestOf(parts.join('\n'));
      });
    },
  };
};
