import { lstatSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { makeFolder } from '../cache/make-folder.ts';
import { outputIsNoFolder, outputNotWritable } from '../diagnostics/catalogue/build.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { isLockLeftover, lockName, withFolderLock } from './folder-lock.ts';
import { planTree, type ModelTree, type SharedFiles, type TreePlan } from './plan-tree.ts';
import { carryOutChange, publishedName, recover } from './transaction.ts';

const isTransient = (name: string): boolean => name.startsWith(publishedName);

/** Removes what killed processes left that never became a change. Under the lock: all staging folders are of such. */
const removeLeftovers = (folder: string): void => {
  for (const name of readdirSync(folder).filter(isTransient)) {
    if (name.startsWith(lockName) ? isLockLeftover(folder, name) : name !== publishedName)
      rmSync(join(folder, name), { recursive: true, force: true });
  }
};

export interface TreeOptions {
  /** Replace generated files that were edited by hand. */
  readonly force: boolean;
  readonly signal: AbortSignal;
}

const write = async (
  folder: string,
  models: readonly ModelTree[],
  shared: SharedFiles,
  { force, signal }: TreeOptions,
): Promise<TreePlan> => {
  makeFolder(folder);
  // Where nothing is to be done nothing is written, a lock neither: the tree may be read-only.
  if (!readdirSync(folder).some(isTransient)) {
    const plan = planTree(folder, models, shared, force);
    const isQuiet = plan.change.write.length + plan.change.remove.length === 0;
    if (isQuiet && !readdirSync(folder).some(isTransient)) return plan;
  }
  return withFolderLock(folder, signal, () => {
    recover(folder);
    const plan = planTree(folder, models, shared, force);
    carryOutChange(folder, plan.change);
    removeLeftovers(folder);
    return plan;
  });
};

/**
 * Makes `folder` hold these models besides others that it holds: unchanged files keep their times, files that a model
 * no longer has go, files of the user and files unknown to tinyml stay. Nothing outside `folder` is written or
 * removed: links in it are not followed.
 * @throws TinymlError TML902, TML906, TML940–TML943 when the folder cannot be written; it is then as it was.
 */
export const writeTrees = async (
  folder: string,
  models: readonly ModelTree[],
  shared: SharedFiles,
  options: TreeOptions,
): Promise<TreePlan> => {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new TinymlError(outputIsNoFolder(folder));
  try {
    // The folder itself may be a link: the user named it.
    return await write(stat === undefined ? folder : realpathSync(folder), models, shared, options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || typeof code !== 'string' || code === 'ABORT_ERR') throw error;
    throw new TinymlError(outputNotWritable(relative('.', folder) || folder, error as Error));
  }
};
