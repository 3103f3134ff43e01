import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Tree = Readonly<Record<string, string>>;

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every file below `folder`, staging folders included, with its SHA-256. */
export const treeOf = (folder: string): Tree =>
  existsSync(folder)
    ? Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
          .map((path) => [path.slice(folder.length + 1), sha256(path)]),
      )
    : {};

interface Recorded {
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** Files that a tree's record names and that are not there as it says; undefined where there is no such record. */
export const brokenFiles = (folder: string, record = 'tinyml-build.json'): readonly string[] | undefined => {
  const path = join(folder, record);
  if (!existsSync(path)) return undefined;
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as Recorded;
  const tree = treeOf(folder);
  return files.filter((file) => tree[file.path] !== file.sha256).map((file) => file.path);
};
