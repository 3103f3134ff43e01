import { existsSync, lstatSync, readFileSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../cache/make-folder.ts';
import { digestOf } from '../ir/digest.ts';
import { ownName } from './process-identity.ts';
import { isRecordPath } from './tree-record.ts';
import { isInside, obstacleAbove, standingAt } from './tree-path.ts';

/** Where a complete change waits to be carried out. */
export const publishedName = '.tinyml-new';
const journalName = 'journal.json';

/** A file that a change is about. `sha256`: of its new contents; of one that goes, of those that it must have. */
interface JournalEntry {
  readonly path: string;
  readonly sha256: string;
}

/**
 * What a change does. `folder` says which folder it was written in, by numbers that the file system gives: a copy, out
 * of a repository or an archive, has others. Such a journal is nobody's order.
 */
interface Journal {
  readonly folder: string;
  readonly write: readonly JournalEntry[];
  readonly remove: readonly JournalEntry[];
}

/** What shall change in a tree, contents included. */
export interface Change {
  readonly write: readonly { readonly path: string; readonly contents: Uint8Array }[];
  readonly remove: readonly JournalEntry[];
}

const hex = (bytes: Uint8Array): string => digestOf(bytes).slice(7);

/** Where a folder is on this machine and when it was made, as far as the file system can tell. */
const identityOf = (folder: string): string => {
  const { ino, birthtimeNs } = lstatSync(folder, { bigint: true });
  return `${String(ino)} ${String(birthtimeNs)}`;
};

const isEntry = (entry: unknown): entry is JournalEntry => {
  const { path, sha256 } = (entry ?? {}) as Partial<JournalEntry>;
  return isInside(path) && typeof sha256 === 'string';
};

/** The journal of a staging folder; undefined for one that was not written there by this tool. */
const readJournal = (staging: string): Journal | undefined => {
  const file = join(staging, journalName);
  if (standingAt(staging) !== 'folder' || standingAt(file) !== 'file') return undefined;
  try {
    const { folder, write, remove } = JSON.parse(readFileSync(file, 'utf8')) as Journal;
    const isWhole = folder === identityOf(staging) && write.every(isEntry) && remove.every(isEntry);
    return isWhole ? { folder, write, remove } : undefined;
  } catch {
    return undefined;
  }
};

const removeEmptyFolders = (root: string, path: string): void => {
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    try {
      rmdirSync(join(root, at));
    } catch {
      return;
    }
  }
};

/** Moves a file, or what stands in its place, between the tree and the staging folder; a link moves as a link. */
const move = (from: string, to: string): void => {
  makeFolder(dirname(to));
  renameSync(from, to);
};

const assertNoObstacle = (folder: string, path: string): void => {
  const obstacle = obstacleAbove(folder, path);
  if (obstacle === undefined) return;
  const error: NodeJS.ErrnoException = new Error(`${obstacle.path} is no folder`);
  error.code = 'ENOTDIR';
  throw error;
};

/** Moves what is still to be moved. Old files are kept aside until everything is in its place. */
const carryOut = (staging: string, folder: string, { write, remove }: Journal): void => {
  const fresh = (path: string): string => join(staging, 'new', path);
  const setAside = (path: string): void => {
    const standing = standingAt(join(folder, path));
    if (standing !== 'nothing' && standing !== 'folder') move(join(folder, path), join(staging, 'old', path));
  };
  const replace = (path: string): void => {
    if (!existsSync(fresh(path))) return;
    assertNoObstacle(folder, path);
    setAside(path);
    move(fresh(path), join(folder, path));
  };
  const records = write.filter(({ path }) => isRecordPath(path));
  // A tree that has its record is whole, whenever it is looked at: records go first and come last.
  for (const { path } of records) if (existsSync(fresh(path))) setAside(path);
  for (const { path } of write) if (!isRecordPath(path)) replace(path);
  for (const { path, sha256 } of remove) {
    if (obstacleAbove(folder, path) !== undefined || standingAt(join(folder, path)) !== 'file') continue;
    if (hex(readFileSync(join(folder, path))) === sha256) setAside(path);
  }
  for (const { path } of records) replace(path);
  for (const { path } of remove) removeEmptyFolders(folder, path);
};

/** Puts back what `carryOut` moved. Here too, the tree has no record until it is whole. */
const undo = (staging: string, folder: string, { write, remove }: Journal): void => {
  const records = write.filter(({ path }) => isRecordPath(path));
  const takeBack = (path: string): void => {
    const [fresh, place] = [join(staging, 'new', path), join(folder, path)];
    if (!existsSync(fresh) && obstacleAbove(folder, path) === undefined && standingAt(place) === 'file')
      move(place, fresh);
  };
  const restore = (path: string): void => {
    const old = join(staging, 'old', path);
    if (standingAt(old) !== 'nothing' && obstacleAbove(folder, path) === undefined) move(old, join(folder, path));
    else removeEmptyFolders(folder, path);
  };
  for (const { path } of records) takeBack(path);
  for (const { path } of write) {
    if (isRecordPath(path)) continue;
    takeBack(path);
    restore(path);
  }
  for (const { path } of [...remove, ...records]) restore(path);
};

const discard = (staging: string): void => {
  if (standingAt(staging) === 'nothing') return;
  // Out of the way in one step: half a staging folder must not be taken for a whole one.
  const away = ownName(staging);
  renameSync(staging, away);
  rmSync(away, { recursive: true, force: true });
};

/** True where every file that is not moved yet is as it was written: a power cut may have left less. */
const isSound = (staging: string, { write }: Journal): boolean =>
  write.every(({ path, sha256 }) => {
    const file = join(staging, 'new', path);
    return standingAt(file) === 'nothing' || (standingAt(file) === 'file' && hex(readFileSync(file)) === sha256);
  });

/** Carries out what is left of a change; where that cannot be done, undoes it. */
const finish = (staging: string, folder: string, journal: Journal, isWhole: boolean): void => {
  try {
    if (isWhole) {
      carryOut(staging, folder, journal);
      return;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
  undo(staging, folder, journal);
};

/**
 * Brings a change to its end that a process left when it died, or undoes it. What lies under its name and was not made
 * here is removed unread. Under the folder's lock.
 */
export const recover = (folder: string): void => {
  const staging = join(folder, publishedName);
  const journal = readJournal(staging);
  if (journal !== undefined) finish(staging, folder, journal, isSound(staging, journal));
  discard(staging);
};

/**
 * Changes the tree: all new files are written beside it, a rename makes the change final, then they are moved into
 * place. A process killed before that leaves the old tree, one killed after it a change that `recover` brings to its
 * end; an error on the way puts everything back. Under the folder's lock, after `recover`.
 */
export const carryOutChange = (folder: string, { write, remove }: Change): void => {
  if (write.length + remove.length === 0) return;
  const staging = join(folder, publishedName);
  const own = ownName(staging);
  let journal: Journal;
  try {
    makeFolder(join(own, 'new'));
    for (const { path, contents } of write) {
      makeFolder(dirname(join(own, 'new', path)));
      writeFileSync(join(own, 'new', path), contents, { flag: 'wx' });
    }
    journal = {
      folder: identityOf(own),
      write: write.map(({ path, contents }) => ({ path, sha256: hex(contents) })),
      remove,
    };
    writeFileSync(join(own, journalName), JSON.stringify(journal));
    renameSync(own, staging);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  try {
    carryOut(staging, folder, journal);
  } catch (error) {
    undo(staging, folder, journal);
    discard(staging);
    throw error;
  }
  discard(staging);
};
