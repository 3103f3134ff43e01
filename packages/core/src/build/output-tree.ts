import { existsSync, lstatSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { makeFolder } from '../cache/make-folder.ts';
import { editedFileKept, outputIsNoFolder, outputNotWritable } from '../diagnostics/catalogue/build.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { digestOf } from '../ir/digest.ts';
import {
  isInside,
  journalName,
  ownStaging,
  publish,
  recordName,
  removeAbandoned,
  rollForward,
  type Journal,
} from './staging.ts';

/** A file of the output tree. `path` relative to the tree with `/`; `user`: written once, then never touched. */
export interface OutputFile {
  readonly path: string;
  readonly contents: Uint8Array;
  readonly owner: 'tinyml' | 'user';
}

/** As the build record lists a file. `sha256` in hex, of what tinyml generated. */
export interface ListedFile {
  readonly path: string;
  readonly sha256: string;
  readonly owner: 'tinyml' | 'user';
}

const hex = (bytes: Uint8Array): string => digestOf(bytes).slice(7);

const readIfThere = (path: string): Uint8Array | undefined => {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
};

const formerFiles = (folder: string): readonly ListedFile[] => {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, recordName), 'utf8')) as { files?: unknown };
    return Array.isArray(files)
      ? (files as readonly ListedFile[]).filter(
          ({ path, sha256 }) => typeof path === 'string' && typeof sha256 === 'string' && isInside(path),
        )
      : [];
  } catch {
    return [];
  }
};

/** What writing the tree will do: decided before anything is touched. */
interface Change {
  readonly write: readonly OutputFile[];
  readonly remove: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const decide = (folder: string, files: readonly OutputFile[], force: boolean): Change => {
  const former = new Map(formerFiles(folder).map((file) => [file.path, file]));
  const write: OutputFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const now = readIfThere(join(folder, file.path));
    if (now === undefined) {
      write.push(file);
      continue;
    }
    if (file.owner === 'user' || Buffer.compare(now, file.contents) === 0) continue;
    const known = former.get(file.path);
    const edited = known?.owner === 'tinyml' ? known.sha256 !== hex(now) : file.path !== recordName;
    if (edited && !force) diagnostics.push(editedFileKept(join(folder, file.path)));
    else write.push(file);
  }
  const kept = new Set(files.map(({ path }) => path));
  const remove: string[] = [];
  for (const { path, sha256, owner } of former.values()) {
    if (kept.has(path) || owner === 'user') continue;
    const now = readIfThere(join(folder, path));
    if (now === undefined) continue;
    if (hex(now) === sha256 || force) remove.push(path);
    else diagnostics.push(editedFileKept(join(folder, path)));
  }
  return { write, remove, diagnostics };
};

const isRecordMissing = (folder: string, files: readonly OutputFile[]): boolean =>
  files.some(({ path }) => path === recordName) && !existsSync(join(folder, recordName));

/** Carries out a change: complete on disk first, then final, then moved into place. */
const replace = (folder: string, { write, remove }: Change): void => {
  if (write.length + remove.length === 0) return;
  const own = ownStaging(folder);
  try {
    for (const { path, contents } of write) {
      makeFolder(dirname(join(own, path)));
      writeFileSync(join(own, path), contents);
    }
    // The build record last: a tree that has it is whole.
    const order = [...write.map(({ path }) => path)].sort(
      (a, b) => Number(a === recordName) - Number(b === recordName),
    );
    writeFileSync(join(own, journalName), JSON.stringify({ write: order, remove } satisfies Journal));
    // What may fail is done before the change is final.
    for (const path of order) makeFolder(dirname(join(folder, path)));
    publish(own, folder);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  rollForward(folder);
};

/**
 * Makes `folder` hold `files`: unchanged files keep their times, files that tinyml no longer generates go, files of
 * the user and files unknown to tinyml stay. The new files are first written completely beside the old ones; then a
 * journal makes the change final. A process killed before that leaves the old tree, one killed after it leaves a
 * change that the next build carries out.
 * @throws TinymlError (TML902, TML906) when the folder cannot be written; it is then as it was.
 */
export const writeOutputTree = (
  folder: string,
  files: readonly OutputFile[],
  force: boolean,
): { readonly written: readonly string[]; readonly diagnostics: readonly Diagnostic[] } => {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new TinymlError(outputIsNoFolder(folder));
  try {
    makeFolder(folder);
    rollForward(folder);
    const change = decide(folder, files, force);
    replace(folder, change);
    // Two builds at once on one folder may each have taken the other's record for the old one.
    for (let attempt = 0; attempt < 5 && isRecordMissing(folder, files); attempt++)
      replace(folder, decide(folder, files, force));
    removeAbandoned(folder);
    return { written: change.write.map(({ path }) => path), diagnostics: change.diagnostics };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new TinymlError(outputNotWritable(relative('.', folder) || folder, error as Error));
  }
};
