import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '../cache/make-folder.ts';

/** Where a complete new set of files waits to be moved into the tree; whoever finds it there finishes the move. */
const published = '.tinyml-new';
export const journalName = 'journal.json';
export const recordName = 'tinyml-build.json';

/** What a set of files changes: moved into the tree in this order, then removed from it. Paths relative to the tree. */
export interface Journal {
  readonly write: readonly string[];
  readonly remove: readonly string[];
}

/** True for a plain relative path that stays within the tree. */
export const isInside = (path: unknown): path is string =>
  typeof path === 'string' &&
  path !== '' &&
  !path.startsWith('/') &&
  !path.includes('\\') &&
  !/^[a-z]:/i.test(path) &&
  !path.split('/').includes('..');

const machine = hostname().replace(/[^\w.]/g, '_');

/** A folder beside the published one that is this process's own. */
export const ownStaging = (folder: string): string =>
  join(folder, `${published}-${machine}-${String(process.pid)}-${randomBytes(6).toString('hex')}`);

const readJournal = (staging: string): Journal | undefined => {
  try {
    const { write, remove } = JSON.parse(readFileSync(join(staging, journalName), 'utf8')) as Journal;
    return { write: write.filter(isInside), remove: remove.filter(isInside) };
  } catch {
    return undefined;
  }
};

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** False where `from` is no longer there: another process has moved it. */
const moveIfThere = (from: string, to: string): boolean => {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return false;
  }
};

const removeEmptyFolders = (folder: string, root: string): void => {
  for (let at = folder; at.startsWith(root) && at !== root; at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return;
    }
  }
};

/** Puts the complete new files in the place from which `rollForward` takes them; another process's go first. */
export const publish = (own: string, folder: string): void => {
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(own, join(folder, published));
      return;
    } catch (error) {
      if (attempt >= 10 || (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST')) throw error;
      rollForward(folder);
    }
  }
};

/** While files are moved there is no build record: a tree that has one is whole, whenever it is looked at. */
const carryOut = ({ write, remove }: Journal, staging: string, folder: string): void => {
  if (existsSync(join(staging, recordName))) rmSync(join(folder, recordName), { force: true });
  for (const path of write) {
    const from = join(staging, path);
    const to = join(folder, path);
    if (moveIfThere(from, to) || !existsSync(from)) continue;
    makeFolder(dirname(to));
    moveIfThere(from, to);
  }
  for (const path of remove) {
    rmSync(join(folder, path), { force: true });
    removeEmptyFolders(dirname(join(folder, path)), folder);
  }
};

/**
 * Moves the published files, of this process or of one that did not come to the end, into the tree. Several processes
 * may do so at once: each moves what is still there, and a set is thrown away only when nothing of it is left.
 */
export const rollForward = (folder: string): void => {
  const staging = join(folder, published);
  for (let attempt = 0; attempt < 100; attempt++) {
    const journal = readJournal(staging);
    if (journal !== undefined) carryOut(journal, staging, folder);
    const done = ownStaging(folder);
    if (!moveIfThere(staging, done)) return;
    const left = readJournal(done);
    // It may be another set than the one above, published a moment ago.
    if (left?.write.some((path) => existsSync(join(done, path))) === true) publish(done, folder);
    else {
      rmSync(done, { recursive: true, force: true });
      return;
    }
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/** True for a folder of a process that is gone; on another machine that shows only by its age. */
const isAbandoned = (name: string, path: string): boolean => {
  const [, owner, pid] = /^(.*)-(\d+)-[0-9a-f]+$/.exec(name.slice(published.length + 1)) ?? [];
  if (owner === machine) return !isAlive(Number(pid));
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > 60 * 60 * 1000;
};

/** Removes what killed processes left unfinished. */
export const removeAbandoned = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${published}-`)) continue;
    const path = join(folder, name);
    if (isAbandoned(name, path)) rmSync(path, { recursive: true, force: true });
  }
};
