import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import type { Store, StoreEntry } from './store.ts';

/** Unfinished writes, kept apart from the entries. */
const unfinished = 'tmp';
/** A `touch` younger than this is not repeated: saves a write per entry and build. */
const touchAfter = 60 * 60 * 1000;
/** An unfinished write of this age belongs to a process that is gone. */
const abandonedAfter = 60 * 60 * 1000;

/** What cannot be read or marked (missing, no permission, read-only, a bad disk) counts as not there; writing tells why. */
const orUndefined = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
};

/**
 * A store in a folder, one file an entry. A write goes to a name of its own and is then renamed into place, which the
 * file system does whole or not at all: a killed process leaves at most a stray file under `tmp/`.
 */
export const folderStore = (folder: string): Store => {
  const pathOf = (key: string): string => join(folder, key);
  const write = (key: string, bytes: Uint8Array): void => {
    const temporary = join(folder, unfinished, randomBytes(12).toString('hex'));
    try {
      writeFileSync(temporary, bytes, { flag: 'wx' });
      renameSync(temporary, pathOf(key));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  };

  const walk = (prefix: string): StoreEntry[] =>
    (orUndefined(() => readdirSync(pathOf(prefix), { withFileTypes: true })) ?? []).flatMap((entry) => {
      const key = prefix + entry.name;
      if (entry.isDirectory()) return walk(`${key}/`);
      const stat = orUndefined(() => statSync(pathOf(key)));
      return stat === undefined ? [] : [{ key, bytes: stat.size, usedAt: stat.mtimeMs }];
    });

  return {
    get: (key) => orUndefined(() => readFileSync(pathOf(key))),
    has: (key) => orUndefined(() => statSync(pathOf(key)).isFile()) ?? false,
    put(key, bytes) {
      try {
        write(key, bytes);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        makeFolder(join(folder, unfinished));
        makeFolder(dirname(pathOf(key)));
        write(key, bytes);
      }
    },
    remove: (key) => rmSync(pathOf(key), { force: true }),
    touch(key) {
      const stat = orUndefined(() => statSync(pathOf(key)));
      if (stat === undefined || Date.now() - stat.mtimeMs < touchAfter) return;
      const now = new Date();
      orUndefined(() => {
        utimesSync(pathOf(key), now, now);
      });
    },
    list: (prefix) =>
      (orUndefined(() => readdirSync(pathOf(prefix), { withFileTypes: true })) ?? [])
        .filter((entry) => entry.isFile())
        .map((entry) => prefix + entry.name)
        .sort(),
    entries() {
      const all = walk('');
      const stray = all.filter(
        ({ key, usedAt }) => key.startsWith(`${unfinished}/`) && Date.now() - usedAt > abandonedAfter,
      );
      for (const { key } of stray) rmSync(pathOf(key), { force: true });
      return all.filter(({ key }) => !key.startsWith(`${unfinished}/`));
    },
  };
};
