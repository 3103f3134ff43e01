import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputFile, SharedFile } from '../../src/output/output-file.ts';
import type { ModelTree, SharedFiles, TreePlan } from '../../src/output/plan-tree.ts';
import { writeTrees } from '../../src/output/write-tree.ts';

/** Text by path; `user:` in front of a path for a file of the user. */
export type Spec = Readonly<Record<string, string>>;

const ownFiles = (spec: Spec): readonly OutputFile[] =>
  Object.entries(spec).flatMap(([path, text]): readonly OutputFile[] =>
    path.startsWith('user:') ? [] : [{ path, contents: Buffer.from(text), owner: 'tinyml' }],
  );

/** A model's tree whose record holds nothing but its files. */
export const modelTree = (name: string, spec: Spec, inputs: readonly string[] = []): ModelTree => ({
  name,
  files: ownFiles(spec),
  inputs,
  record: (_, files) => JSON.stringify({ schema: 'tinyml-build/1', name, files }),
});

const sharedFiles =
  (models: Readonly<Record<string, Spec>>): SharedFiles =>
  () =>
    Object.entries(models).flatMap(([name, spec]) =>
      Object.entries(spec).flatMap(([path, text]): readonly SharedFile[] =>
        path.startsWith('user:')
          ? [{ path: path.slice(5), contents: Buffer.from(text), owner: 'user', models: [name] }]
          : [],
      ),
    );

/** Writes models, by name, into a folder. */
export const writeModels = (
  folder: string,
  models: Readonly<Record<string, Spec>>,
  options: { readonly force?: boolean; readonly inputs?: readonly string[] } = {},
): Promise<TreePlan> =>
  writeTrees(
    folder,
    Object.entries(models).map(([name, spec]) => modelTree(name, spec, options.inputs)),
    sharedFiles(models),
    { force: options.force ?? false, signal: new AbortController().signal },
  );

export const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** Contents of every file below a folder, links as what they are; folders not. */
export const contentsOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
