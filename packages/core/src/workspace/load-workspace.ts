import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import {
  modelInTwoGroups,
  modelListedTwice,
  unfitForWorkspace,
  unknownModelName,
} from '../diagnostics/catalogue/workspace.ts';
import { isTinymlError, TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { cNameProblem } from '../manifest/c-name.ts';
import { loadManifest, manifestFileName, readManifestText } from '../manifest/load.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ManifestEnvironment } from '../manifest/parse.ts';
import { placed, placedAt } from '../manifest/place.ts';
import { readOutput } from '../manifest/read-model.ts';
import { readBudget, readTarget } from '../manifest/read-target.ts';
import { makeReader, textOf, type Mapping, type Reader } from '../manifest/reader.ts';
import { findProblems, kindOf } from '../manifest/structure.ts';
import { parseYaml } from '../manifest/yaml-source.ts';
import { workspaceSchema } from './workspace-schema.ts';
import type { Workspace } from './workspace.ts';

/** The name of a workspace's file; others end in `.workspace.yaml`. */
export const workspaceFileName = 'tinyml.workspace.yaml';

/** Whether `path` names the models of a firmware, not one manifest. */
export const isWorkspacePath = (path: string): boolean => /(?:^|\.)workspace\.ya?ml$/i.test(basename(path));

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** The workspace that `path` stands for: its file, or a folder that holds one and no manifest; undefined where it is none. */
export const findWorkspace = async (path: string): Promise<string | undefined> => {
  if (isWorkspacePath(path)) return resolve(path);
  const inside = join(resolve(path), workspaceFileName);
  return (await isFile(inside)) && !(await isFile(join(resolve(path), manifestFileName))) ? inside : undefined;
};

const defaultName = 'firmware';

const readName = (value: unknown, reader: Reader): string => {
  if (typeof value !== 'string') return defaultName;
  const problem = cNameProblem(value);
  if (problem !== undefined) reader.report(['name'], messages.badName(value, problem, defaultName));
  return value;
};

/** The manifests that are listed; all that is wrong with any of them is reported at its own place. */
const readModels = async (
  value: unknown,
  reader: Reader,
  environment: ManifestEnvironment,
  problems: Diagnostic[],
): Promise<readonly (readonly [index: number, manifest: Manifest])[]> => {
  const found: (readonly [number, Manifest])[] = [];
  for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
    const file = reader.file(item, ['models', index]);
    if (file === null) continue;
    try {
      found.push([index, await loadManifest(file, environment)]);
    } catch (error) {
      if (!isTinymlError(error)) throw error;
      for (const diagnostic of error.diagnostics)
        // What has no place of its own is about the path.
        problems.push(
          diagnostic.line === undefined ? placedAt(reader.source, ['models', index], diagnostic) : diagnostic,
        );
    }
  }
  return found;
};

const checkNames = (name: string, models: readonly (readonly [number, Manifest])[], reader: Reader): void => {
  const seen = new Map([[name.toUpperCase(), 'the workspace itself']]);
  for (const [index, manifest] of models) {
    const key = manifest.name.toUpperCase();
    const first = seen.get(key);
    if (first !== undefined) reader.report(['models', index], modelListedTwice(manifest.name, first));
    seen.set(key, manifest.source.file);
    if (manifest.output.runtime !== 'native')
      reader.report(
        ['models', index],
        unfitForWorkspace(
          manifest.name,
          '`output.runtime` is tflite-micro',
          'build it by itself, or leave `runtime` out',
        ),
      );
  }
};

const readExclusive = (value: unknown, names: readonly string[], reader: Reader): readonly (readonly string[])[] => {
  const seen = new Set<string>();
  return (Array.isArray(value) ? value : []).map((group: unknown, at) =>
    (Array.isArray(group) ? group : []).flatMap((item: unknown, index): readonly string[] => {
      const name = textOf(item);
      if (name === null) return [];
      const path = ['exclusive', at, index] as const;
      if (!names.includes(name))
        reader.report(path, unknownModelName(name, didYouMean(name, names) ?? `there are ${names.join(', ')}`));
      else if (seen.has(name)) reader.report(path, modelInTwoGroups(name));
      seen.add(name);
      return [name];
    }),
  );
};

/**
 * Reads the models of a firmware.
 * @throws TinymlError with every problem at once, those of the manifests too
 */
export const loadWorkspace = async (path: string, environment: ManifestEnvironment): Promise<Workspace> => {
  const file = resolve(path);
  const dir = dirname(file);
  const { source, value, diagnostics: broken } = parseYaml(await readManifestText(file), file);
  if (broken.length > 0) throw new TinymlError(...broken);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TinymlError(
      placed(
        source,
        { line: 1, column: 1, length: 1 },
        value === null || value === undefined ? messages.emptyManifest() : messages.notAMapping(kindOf(value)),
      ),
    );
  const root = value as Mapping;
  // Quantities are read, and what is wrong with them told, by the reader.
  const problems: Diagnostic[] = findProblems(workspaceSchema, value, [], ({ keyword }) => keyword === 'pattern').map(
    ({ path: where, at, diagnostic }) => placedAt(source, where, diagnostic, at),
  );
  const reader = makeReader(source, dir, environment.variables ?? process.env, problems);
  const name = readName(root['name'], reader);
  const target = readTarget(root['target'], reader, environment.boards);
  const { flash, ram } = readBudget(root['budget'], reader, target, environment.boards);
  const { dir: folder, project } = readOutput(root['output'], dir, null, reader);
  const listed = await readModels(root['models'], reader, environment, problems);
  checkNames(name, listed, reader);
  const names = listed.map(([, manifest]) => manifest.name);
  // Names of manifests that could not be read are not known.
  const isComplete = Array.isArray(root['models']) && root['models'].length === listed.length;
  const exclusive = isComplete ? readExclusive(root['exclusive'], names, reader) : [];
  if (problems.some(({ severity }) => severity === 'error')) throw new TinymlError(...problems);
  const lent = new Set(exclusive.flat());
  const models = listed.map(([, manifest]): Manifest => {
    const { budget, output } = manifest;
    return {
      ...manifest,
      target,
      // None of them may take more than all of them.
      budget: { ...budget, flash: budget.flash ?? flash, ram: budget.ram ?? ram },
      output: { ...output, dir: folder, project, arena: lent.has(manifest.name) ? 'external' : 'static' },
    };
  });
  return { source, dir, name, models, target, budget: { flash, ram }, output: { dir: folder, project }, exclusive };
};
