import type { DataFiles } from '@tinyml/core/internal';

/** Files in memory; a folder is there where a path begins with its name. `modules`: what a path exports. */
export const memoryFiles = (
  files: Readonly<Record<string, Uint8Array>>,
  { read = [], modules = {} }: { readonly read?: string[]; readonly modules?: Readonly<Record<string, object>> } = {},
): DataFiles => ({
  read(path) {
    read.push(path);
    const bytes = files[path];
    return bytes === undefined ? Promise.reject(new Error(path)) : Promise.resolve(bytes);
  },
  list(path) {
    const below = Object.keys(files).filter((name) => name.startsWith(`${path}/`));
    return Promise.resolve(below.length === 0 ? undefined : below.map((name) => name.slice(path.length + 1)).sort());
  },
  load: (path) => Promise.resolve((modules[path] ?? {}) as Readonly<Record<string, unknown>>),
});
