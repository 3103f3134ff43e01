import { readdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileDigests } from '../cache/file-digests.ts';
import type { DataFiles } from '../data/data-files.ts';
import type { DataSource } from '../data/source.ts';
import { fileUnreadable } from '../diagnostics/catalogue/build.ts';
import { noDataFile } from '../diagnostics/catalogue/data.ts';
import { isTinymlError, TinymlError } from '../diagnostics/diagnostic.ts';
import { runForeign } from '../foreign/foreign-code.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import type { OpenData } from '../toolkit.ts';
import { refuseGitLfsPointer } from './git-lfs.ts';
import { loadModule } from './load-module.ts';
import type { SplitSource } from './pass-context.ts';

/** Keys whose texts are paths: names of files, and of lists and mappings of them. */
const fileKeys = new Set(['file', 'images', 'audio', 'labels', 'targets']);

type Replace = (path: string) => Promise<string>;

/** `source` with every path put through `replace` (a module through `replaceModule`). */
const mapPaths = async (value: unknown, replace: Replace, replaceModule: Replace, key = ''): Promise<unknown> => {
  if (typeof value === 'string') {
    if (key === 'loader') return replaceModule(value);
    return fileKeys.has(key) ? replace(value) : value;
  }
  if (Array.isArray(value)) return key === 'reads' ? Promise.all((value as string[]).map(replace)) : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([name, item]): Promise<[string, unknown]> => {
    // `inputs` names inputs: what those are called says nothing about their values.
    const own = key === 'inputs' ? (typeof item === 'string' ? 'file' : '') : name;
    return [name, await mapPaths(item, replace, replaceModule, own)];
  });
  return Object.fromEntries(await Promise.all(entries));
};

const isVisible = (name: string): boolean => !basename(name).startsWith('.');

const orUnreadable = async <T>(path: string, reading: () => Promise<T>): Promise<T> => {
  try {
    return await reading();
  } catch (error) {
    if (isTinymlError(error)) throw error;
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new TinymlError(isMissing ? noDataFile(path) : fileUnreadable(path, error as Error));
  }
};

const isFolder = async (path: string): Promise<boolean> => (await stat(path)).isDirectory();

const filesBelow = async (folder: string, prefix = ''): Promise<readonly string[]> => {
  const entries = await readdir(`${folder}/${prefix}`, { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries.filter(({ name }) => isVisible(name))) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) names.push(...(await filesBelow(folder, `${path}/`)));
    else names.push(path);
  }
  return names.sort();
};

const dataFiles: DataFiles = {
  read: (path) =>
    orUnreadable(path, async () => {
      const bytes = await readFile(path);
      refuseGitLfsPointer(path, bytes);
      return bytes;
    }),
  list: (path) => orUnreadable(path, async () => ((await isFolder(path)) ? filesBelow(path) : undefined)),
  load: async (path) => {
    await orUnreadable(path, () => stat(path));
    return (await loadModule(path)).exports;
  },
};

/** What digests are made with. */
export interface DataDigests {
  readonly files: FileDigests;
  /** Of the code that reads and prepares data. */
  code(): Promise<Digest>;
  /** Of a module with all that it imports by path. */
  module(path: string): Promise<Digest>;
}

/**
 * A split as passes see it: its digest holds the contents of files and folders, what the manifest says about them and
 * the code that prepares them, not their paths.
 */
export const splitSource = (source: DataSource, { files, code, module }: DataDigests, open: OpenData): SplitSource => {
  const ofPath: Replace = (path) =>
    orUnreadable(path, async () =>
      (await isFolder(path))
        ? `folder ${await files.folder(path, isVisible)}`
        : // The ending decides how the file is read, so it counts.
          `${basename(path).replace(/^[^.]*/, '')} ${await files.file(path)}`,
    );
  // A module that cannot be bundled is told of when it is loaded.
  const ofModule: Replace = (path) => orUnreadable(path, () => module(path).catch(() => files.file(path)));
  let known: Promise<string> | undefined;
  return {
    digest() {
      known ??= Promise.all([mapPaths(source, ofPath, ofModule), code()]).then(([split, preparation]) =>
        digestOf(canonicalJson({ split, preparation } as Parameters<typeof canonicalJson>[0])),
      );
      return known;
    },
    async contents() {
      return digestOf(canonicalJson((await mapPaths(source, ofPath, ofModule)) as Parameters<typeof canonicalJson>[0]));
    },
    open: (model) => {
      const read = (): ReturnType<OpenData> => open(source, model, dataFiles);
      const { loader } = source;
      return loader === undefined
        ? read()
        : runForeign({ owner: `loader ${basename(loader)}`, doing: 'gave samples' }, read);
    },
  };
};
