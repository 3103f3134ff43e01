import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheNotOurs } from '../diagnostics/catalogue/cache.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { cacheFolders, unfinishedFolder } from './layout.ts';
import { makeFolder } from './make-folder.ts';
import { orUndefined } from './or-undefined.ts';

/** Tells back-up tools that the folder is a cache (bford.info/cachedir), and tinyml that it is its own. */
const markerName = 'CACHEDIR.TAG';
const marker = `Signature: 8a477f597d28d172789f06886806bc55
# tinyml cache
# What tinyml computed, so that the next build is fast. It can be removed at any time: \`tinyml cache clear\`.
`;

const isMarker = (text: string): boolean =>
  text.replaceAll('\r', '').startsWith(marker.split('\n').slice(0, 2).join('\n'));

/** Names that the operating system leaves in any folder. */
const systemNames = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', 'lost+found']);

/** True where `path` itself is a folder, not a link to one. */
export const isRealFolder = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const isMarked = (folder: string): boolean => {
  const path = join(folder, markerName);
  return (
    orUndefined(() => lstatSync(path).isFile()) === true &&
    isMarker(orUndefined(() => readFileSync(path, 'utf8')) ?? '')
  );
};

/**
 * What in `folder` keeps it from being a cache of an earlier version, which had no marker, or one whose marker is damaged;
 * none in an empty one.
 */
const foreignNames = (folder: string): readonly string[] => {
  const filled = ['blobs', 'records'].every((name) => isRealFolder(join(folder, name)));
  return readdirSync(folder).filter(
    (name) =>
      !systemNames.has(name) &&
      !name.startsWith(`${markerName}.`) &&
      !(name === markerName && filled) &&
      !((cacheFolders.includes(name) || name === unfinishedFolder) && isRealFolder(join(folder, name))),
  );
};

/**
 * Makes sure that `folder` may serve as the cache: it is not there yet, is empty, bears the marker, or holds nothing but
 * what earlier versions of tinyml, which did not mark it, wrote there. The folder itself may be a link.
 * @throws TinymlError TML910
 */
export const checkCacheFolder = (folder: string): void => {
  for (const name of [...cacheFolders, unfinishedFolder]) {
    const found = orUndefined(() => lstatSync(join(folder, name)));
    if (found !== undefined && !found.isDirectory()) throw new TinymlError(cacheNotOurs(folder, [name]));
  }
  if (isMarked(folder)) return;
  let foreign: readonly string[];
  try {
    foreign = foreignNames(folder);
  } catch (error) {
    // Not there, or not to be read: writing tells why.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') throw new TinymlError(cacheNotOurs(folder, []));
    return;
  }
  if (foreign.length > 0) throw new TinymlError(cacheNotOurs(folder, foreign));
};

/** Makes the folder and marks it as tinyml's cache. @throws TinymlError TML910, or the file system's error */
export const claimCacheFolder = (folder: string): void => {
  checkCacheFolder(folder);
  makeFolder(folder);
  if (isMarked(folder)) return;
  // Renamed into place: another process that looks meanwhile finds the whole marker or none.
  const temporary = join(folder, `${markerName}.${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(temporary, marker, { flag: 'wx' });
    renameSync(temporary, join(folder, markerName));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
};
