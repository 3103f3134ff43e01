import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { nameUsedTwice } from '../diagnostics/catalogue/output.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { ModelTree, SharedFiles, TreePlan } from '../output/plan-tree.ts';
import { writeTrees } from '../output/write-tree.ts';
import type { BuildResult } from './build-record.ts';
import type { PreparedBuild } from './build.ts';
import { writeHistory } from './history.ts';

/** The folder as the file system knows it, where it is there. */
const realFolder = (dir: string): string => {
  try {
    return realpathSync(dir);
  } catch {
    return resolve(dir);
  }
};

/** Builds that write to one folder, together. @throws TinymlError TML945 for two of one name */
const byFolder = (builds: readonly PreparedBuild[]): readonly (readonly PreparedBuild[])[] => {
  const folders = new Map<string, PreparedBuild[]>();
  for (const build of builds) {
    const folder = realFolder(build.dir);
    const group = folders.get(folder) ?? [];
    const twin = group.find(({ tree }) => tree.name === build.tree.name);
    if (twin !== undefined)
      throw new TinymlError(nameUsedTwice(build.tree.name, twin.manifest.source.file, build.manifest.source.file));
    folders.set(folder, [...group, build]);
  }
  return [...folders.values()];
};

const modelTree = ({ tree, record }: PreparedBuild): ModelTree => ({
  ...tree,
  record: (place, files) => `${JSON.stringify(record(place, files), null, 2)}\n`,
});

const sharedOf = (group: readonly PreparedBuild[]): SharedFiles => {
  const applications = group.map(({ application }) => application);
  return (others, exists) => group[0]?.backend.shared(applications, others, exists) ?? [];
};

const resultOf = (build: PreparedBuild, plan: TreePlan, index: number): BuildResult => {
  const model = plan.models[index];
  if (model === undefined) throw new Error(`no plan for ${build.tree.name}`);
  const own = new Set([...model.files, ...(index === 0 ? plan.shared : [])].map(({ path }) => path));
  return {
    ...build.result,
    record: build.record(model.place, model.listed),
    dir: build.dir,
    written: plan.change.write.map(({ path }) => path).filter((path) => own.has(path)),
    diagnostics: build.diagnostics,
  };
};

/**
 * Writes the trees of builds: those that share a folder in one change. A failure in one folder leaves the folders
 * before it written.
 * @throws TinymlError as `writeTrees`, and TML945 before anything is written
 */
export const writeBuilds = async (builds: readonly PreparedBuild[]): Promise<readonly BuildResult[]> => {
  const results = new Map<PreparedBuild, BuildResult>();
  for (const group of byFolder(builds)) {
    const [first] = group;
    if (first === undefined) continue;
    const { force = false, signal } = first.options;
    const plan = await writeTrees(first.dir, group.map(modelTree), sharedOf(group), { force, signal });
    plan.diagnostics.forEach(first.report);
    group.forEach((build, index) => {
      writeHistory(build.options.store, build.manifest.source.file, build.runs);
      results.set(build, resultOf(build, plan, index));
    });
  }
  return builds.map((build) => results.get(build) as BuildResult);
};
