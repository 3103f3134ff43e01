import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { folderInUse } from '../diagnostics/catalogue/output.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { isGone, isLeftover, ownIdentity, ownName, type ProcessIdentity } from './process-identity.ts';

/** Like all that lies in a tree only while it is written, it begins with `.tinyml-new`. */
export const lockName = '.tinyml-new-lock';
const holderFile = 'holder.json';
/** Writing a tree takes milliseconds: whoever waits longer waits for a process that hangs. */
const patienceMs = 60_000;

interface Held {
  readonly identity: ProcessIdentity | undefined;
  readonly writtenMs: number;
  /** Another lock under the same name has another. */
  readonly inode: bigint;
}

const readLock = (path: string): Held | undefined => {
  const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  // A lock is a folder: this came from somewhere else.
  if (!stat.isDirectory()) {
    rmSync(path, { force: true });
    return undefined;
  }
  let identity: ProcessIdentity | undefined;
  try {
    identity = JSON.parse(readFileSync(join(path, holderFile), 'utf8')) as ProcessIdentity;
  } catch {
    identity = undefined;
  }
  return { identity, writtenMs: Number(stat.mtimeMs), inode: stat.ino };
};

/** True where nobody can want this part of a lock any more. Under the lock. */
export const isLockLeftover = (folder: string, name: string): boolean => {
  if (name === lockName) return false;
  const path = join(folder, name);
  const held = readLock(path);
  if (held === undefined) return false;
  return /-takeover$/.test(name) ? isGone(held.identity, held.writtenMs) : isLeftover(name, held.writtenMs);
};

const isOccupied = (error: unknown): boolean =>
  ['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Takes the lock's name by a rename, which only works while nobody has it. */
const tryTake = (path: string): boolean => {
  const own = ownName(path);
  mkdirSync(own);
  try {
    writeFileSync(join(own, holderFile), JSON.stringify(ownIdentity()));
    renameSync(own, path);
    return true;
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    // ENOENT: another process took it for a leftover.
    if (code !== 'ENOENT' && !isOccupied(error)) throw error;
    return false;
  }
};

const drop = (path: string): void => {
  const away = ownName(path);
  try {
    renameSync(path, away);
  } catch (error) {
    // Another machine took it over: this one must have slept for a minute.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  rmSync(away, { recursive: true, force: true });
};

const take = async (path: string, signal: AbortSignal, patience: number): Promise<void> => {
  const began = Date.now();
  while (!tryTake(path)) {
    signal.throwIfAborted();
    const held = readLock(path);
    if (held === undefined) continue;
    if (isGone(held.identity, held.writtenMs)) {
      // Of those who see that, one at a time may act: else the second would remove the lock of the first.
      await take(`${path}-takeover`, signal, patience);
      try {
        const now = readLock(path);
        if (now?.inode === held.inode && isGone(now.identity, now.writtenMs)) drop(path);
      } finally {
        drop(`${path}-takeover`);
      }
      continue;
    }
    if (Date.now() - began > patience) throw new TinymlError(folderInUse(path, held.identity?.pid ?? null));
    await sleep(5 + Math.random() * 20);
  }
};

/**
 * Runs `use` while no other process does so for `folder`, which must be there. A lock whose process is gone is taken
 * over. @throws TinymlError TML940 where another process holds it for a minute
 */
export const withFolderLock = async <T>(
  folder: string,
  signal: AbortSignal,
  use: () => T,
  patience = patienceMs,
): Promise<T> => {
  const path = join(folder, lockName);
  await take(path, signal, patience);
  try {
    return use();
  } finally {
    drop(path);
  }
};
