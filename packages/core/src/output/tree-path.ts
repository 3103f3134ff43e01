import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** True for a plain relative path that stays within the tree, on any operating system. */
export const isInside = (path: unknown): path is string =>
  typeof path === 'string' &&
  !/[\\:\0]/.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** What is at a place of the file system. Links are never followed: what they lead to is somebody else's. */
export type Standing = 'nothing' | 'file' | 'folder' | 'link' | 'other';

export const standingAt = (path: string): Standing => {
  let stat;
  try {
    stat = lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands where one of the folders above should be.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return 'nothing';
    throw error;
  }
  if (stat === undefined) return 'nothing';
  if (stat.isSymbolicLink()) return 'link';
  if (stat.isDirectory()) return 'folder';
  return stat.isFile() ? 'file' : 'other';
};

/** The first of the folders above `path` that is something else than a folder, and what it is. */
export const obstacleAbove = (
  folder: string,
  path: string,
): { readonly path: string; readonly standing: Exclude<Standing, 'nothing' | 'folder'> } | undefined => {
  const parts = path.split('/');
  for (let count = 1; count < parts.length; count++) {
    const above = parts.slice(0, count).join('/');
    const standing = standingAt(join(folder, above));
    if (standing === 'nothing') return undefined;
    if (standing !== 'folder') return { path: above, standing };
  }
  return undefined;
};

/** The bytes of a plain file of the tree; undefined for everything else, also where a link leads to it. */
export const readPlainFile = (folder: string, path: string): Uint8Array | undefined => {
  if (obstacleAbove(folder, path) !== undefined || standingAt(join(folder, path)) !== 'file') return undefined;
  try {
    return readFileSync(join(folder, path));
  } catch {
    return undefined;
  }
};
