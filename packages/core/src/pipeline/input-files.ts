import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockPath } from '../lock/lock.ts';
import { modelFolder } from './model-folder.ts';
import type { Session } from './session.ts';
import type { StageRun } from './stage.ts';

const packageName = (folder: string): string | undefined => {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly name?: unknown };
    return typeof name === 'string' ? name : '';
  } catch {
    return undefined;
  }
};

const ownPackage = /^@tinyml\/(?:cli|codegen|core|formats|operators|passes|training)$/;

/** True for the code of tinyml itself: of the tool, not of what it is given. */
const ownCode = (): ((path: string) => boolean) => {
  const known = new Map<string, boolean>();
  const isOwn = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const name = packageName(folder);
    const above = dirname(folder);
    const own = name === undefined ? above !== folder && isOwn(above) : ownPackage.test(name);
    known.set(folder, own);
    return own;
  };
  return (path) => isOwn(path) || isOwn(dirname(path));
};

/**
 * Absolute paths of all that a build read, sorted: the manifest, the model, data, passes and loaders with what they
 * import, and folders that were listed. Without the tool itself.
 */
export const inputFiles = ({ manifest, modelPath, seen }: Session, runs: readonly StageRun[]): readonly string[] => {
  const folder = modelFolder(modelPath);
  const read = runs.flatMap(({ record }) =>
    record.reads.flatMap(({ kind, name }) => {
      if (kind === 'model') return [name === '' ? modelPath : resolve(folder, name)];
      return kind === 'file' ? [resolve(manifest.dir, name)] : [];
    }),
  );
  const isOwn = ownCode();
  const all = [
    manifest.source.file,
    lockPath(manifest.source.file),
    modelPath,
    ...read,
    ...[...seen].filter((path) => !isOwn(path)),
  ];
  return [...new Set(all)].filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined).sort();
};
