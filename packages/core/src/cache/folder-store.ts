import { randomBytes } from 'node:crypto';
import {
  lstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { checkCacheFolder, claimCacheFolder, isRealFolder } from './cache-folder.ts';
import { cacheFolders, isEntryKey, isUnfinishedKey, unfinishedFolder } from './layout.ts';
import { makeFolder } from './make-folder.ts';
import { orUndefined } from './or-undefined.ts';
import type { Store, StoreEntry } from './store.ts';

/** A `touch` younger than this is not repeated: saves a write per entry and build. */
const touchAfter = 60 * 60 * 1000;
/** An unfinished write of this age belongs to a process that is gone. */
const abandonedAfter = 60 * 60 * 1000;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/**
 * A store in a folder, one file an entry. A write goes to a name of its own and is then renamed into place, which the
 * file system does whole or not at all: a killed process leaves at most a stray file under `tmp/`. Only files under
 * names of the cache's own are ever counted, marked or removed, and links in it are not followed.
 * @throws TinymlError TML910 where the folder holds what is not the cache's
 */
export const folderStore = (folder: string): Store => {
  checkCacheFolder(folder);
  let isClaimed = false;
  const pathOf = (key: string): string => join(folder, key);
  const isOwnFile = (key: string): boolean =>
    isEntryKey(key) &&
    key.split('/').every((_, index, steps) => index === 0 || isRealFolder(pathOf(steps.slice(0, index).join('/')))) &&
    orUndefined(() => lstatSync(pathOf(key)).isFile()) === true;

  const write = (key: string, bytes: Uint8Array): void => {
    const temporary = join(folder, unfinishedFolder, randomBytes(12).toString('hex'));
    try {
      writeFileSync(temporary, bytes, { flag: 'wx' });
      renameSync(temporary, pathOf(key));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  };

  const walk = (prefix: string): StoreEntry[] =>
    (orUndefined(() => readdirSync(pathOf(prefix), { withFileTypes: true })) ?? []).flatMap((item) => {
      const key = prefix + item.name;
      if (item.isDirectory()) return walk(`${key}/`);
      if (!item.isFile() || !(isEntryKey(key) || isUnfinishedKey(key))) return [];
      const stat = orUndefined(() => lstatSync(pathOf(key)));
      return stat === undefined ? [] : [{ key, bytes: stat.size, usedAt: stat.mtimeMs }];
    });
  const walkAll = (names: readonly string[]): StoreEntry[] =>
    names.filter((name) => isRealFolder(pathOf(name))).flatMap((name) => walk(`${name}/`));

  return {
    get: (key) => orUndefined(() => readFileSync(pathOf(key))),
    has: (key) => orUndefined(() => statSync(pathOf(key)).isFile()) ?? false,
    put(key, bytes) {
      if (!isEntryKey(key)) throw new Error(`${key} is not a key of the cache's layout`);
      if (!isClaimed) claimCacheFolder(folder);
      isClaimed = true;
      for (let attempt = 0; ; attempt++) {
        try {
          write(key, bytes);
          return;
        } catch (error) {
          // A folder is not there yet, or another process has just removed it, being empty.
          if (codeOf(error) !== 'ENOENT' || attempt === 3) throw error;
          claimCacheFolder(folder);
          makeFolder(join(folder, unfinishedFolder));
          makeFolder(dirname(pathOf(key)));
        }
      }
    },
    remove(key) {
      if (!isOwnFile(key)) return;
      rmSync(pathOf(key), { force: true });
      // Its folder goes with the last entry.
      orUndefined(() => {
        rmdirSync(dirname(pathOf(key)));
      });
    },
    touch(key) {
      const stat = orUndefined(() => lstatSync(pathOf(key)));
      if (stat === undefined || Date.now() - stat.mtimeMs < touchAfter || !isOwnFile(key)) return;
      const now = new Date();
      orUndefined(() => {
        utimesSync(pathOf(key), now, now);
      });
    },
    list: (prefix) =>
      (orUndefined(() => readdirSync(pathOf(prefix), { withFileTypes: true })) ?? [])
        .filter((item) => item.isFile())
        .map((item) => prefix + item.name)
        .sort(),
    entries() {
      for (const { key, usedAt } of walkAll([unfinishedFolder]))
        if (Date.now() - usedAt > abandonedAfter) rmSync(pathOf(key), { force: true });
      return walkAll(cacheFolders);
    },
  };
};
