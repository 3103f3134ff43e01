import { realpathSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { treeDiffers } from '../diagnostics/catalogue/build.ts';
import { fileDiffers, nameUsedTwice } from '../diagnostics/catalogue/output.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { planTree, type ModelTree, type SharedFiles, type TreePlan } from '../output/plan-tree.ts';
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
    recordPath: model.place.record,
    dir: build.dir,
    written: plan.change.write.map(({ path }) => path).filter((path) => own.has(path)),
    diagnostics: build.diagnostics,
  };
};

const treesOf = (group: readonly PreparedBuild[], common: ModelTree | undefined): readonly ModelTree[] => [
  ...group.map(modelTree),
  ...(common === undefined ? [] : [common]),
];

/** What `--frozen` found in a folder. */
const differencesIn = (dir: string, { differences }: TreePlan): readonly Diagnostic[] =>
  differences.length === 0
    ? []
    : [
        treeDiffers(relative('.', dir) || dir, differences.length),
        ...differences.map(({ path, state }) => fileDiffers(join(dir, path), path, state)),
      ];

/**
 * Writes the trees of builds: those that share a folder in one change. A failure in one folder leaves the folders
 * before it written. With `frozen` compares them, and writes nothing.
 * `common`: what the models have in common, besides their own files in each folder.
 * @throws TinymlError as `writeTrees`, TML945 before anything is written; TML904 and TML946 under `frozen`
 */
export const writeBuilds = async (
  builds: readonly PreparedBuild[],
  common?: ModelTree,
): Promise<readonly BuildResult[]> => {
  const results = new Map<PreparedBuild, BuildResult>();
  const differences: Diagnostic[] = [];
  for (const group of byFolder(builds)) {
    const [first] = group;
    if (first === undefined) continue;
    const { force = false, frozen = false, signal } = first.options;
    const plan = frozen
      ? planTree(realFolder(first.dir), treesOf(group, common), sharedOf(group), false)
      : await writeTrees(first.dir, treesOf(group, common), sharedOf(group), { force, signal });
    if (frozen) differences.push(...differencesIn(first.dir, plan));
    else plan.diagnostics.forEach(first.report);
    group.forEach((build, index) => {
      if (!frozen) writeHistory(build.options.store, build.manifest.source.file, build.runs);
      results.set(build, resultOf(build, plan, index));
    });
  }
  if (differences.length > 0) throw new TinymlError(...differences);
  return builds.map((build) => results.get(build) as BuildResult);
};
