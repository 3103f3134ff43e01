import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileDigests } from '../cache/file-digests.ts';
import type { DataSource } from '../data/source.ts';
import { fileUnreadable } from '../diagnostics/catalogue/build.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { OpenData } from '../toolkit.ts';
import type { SplitSource } from './pass-context.ts';

const fileKeys = new Set(['file', 'images']);

/** `source` with every path put through `replace`; `labels: path`, `targets: path` and `inputs: { name: path }` are paths too. */
const mapPaths = async (value: unknown, replace: (path: string) => Promise<string>, key = ''): Promise<unknown> => {
  if (typeof value === 'string') return fileKeys.has(key) ? replace(value) : value;
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([name, item]): Promise<[string, unknown]> => {
    const isPath = typeof item === 'string' && (name === 'labels' || name === 'targets' || key === 'inputs');
    return [name, isPath ? await replace(item as string) : await mapPaths(item, replace, name)];
  });
  return Object.fromEntries(await Promise.all(entries));
};

/** A split as passes see it: its digest holds the files' contents and what the manifest says about them, not their paths. */
export const splitSource = (source: DataSource, digests: FileDigests, open: OpenData): SplitSource => ({
  async digest() {
    const withDigests = await mapPaths(source, async (path) => {
      try {
        // The ending decides how the file is read, so it counts.
        return `${basename(path).replace(/^[^.]*/, '')} ${await digests.file(path)}`;
      } catch (error) {
        throw new TinymlError(fileUnreadable(path, error as Error));
      }
    });
    return digestOf(canonicalJson(withDigests));
  },
  open: (model) =>
    open(source, model, async (path) => {
      try {
        return await readFile(path);
      } catch (error) {
        throw new TinymlError(fileUnreadable(path, error as Error));
      }
    }),
});
