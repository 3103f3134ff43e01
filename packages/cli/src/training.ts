import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TinymlError, type Explanations, type Pass, type Slot } from '@tinyml/core';
import { isUntrained, rules, type Manifest } from '@tinyml/core/internal';
import type * as trainingPackage from '@tinyml/training';
import { trainingNotInstalled } from './diagnostics/installation.ts';
import { addCommand } from './package-manager.ts';

/** What the package `@tinyml/training` brings. It is large, and installed by those who train. */
export interface Training {
  readonly passes: readonly Pass[];
  /** The long texts of its messages. */
  readonly explanations: Explanations;
  /** What it asks of every operator. */
  readonly slots: readonly Slot[];
  readonly version: string;
  /** Where its code lies. */
  readonly folder: string;
  /** What its passes run on, as the cache keys have it. Loads nothing. */
  environment(): Readonly<Record<string, string>>;
  /** Loads TensorFlow.js. @returns its version */
  load(): Promise<string>;
}

/** The passes of `@tinyml/training`: known without it, so that a build can say that it is missing. */
export const trainingPassNames: readonly string[] = [
  'cluster-weights',
  'factorize-convolutions',
  'low-rank-dense',
  'prune',
  'prune-channels',
  'quantize-aware-training',
  'reduce-input',
  'separate-convolutions',
  'train',
];

/** The slots of `@tinyml/training`: known without it, so that an operator that fills them is in order. */
export const trainingSlots: readonly Slot[] = [
  { name: 'gradient', summary: 'how TensorFlow.js runs it, for the passes that train', rules: { entry: rules.fn } },
];

const name = '@tinyml/training';

const resolveFrom = (folder: string): string | undefined => {
  try {
    return createRequire(join(folder, 'noop.js')).resolve(name);
  } catch {
    return undefined;
  }
};

/** The package's main file: as this command would import it, else as the user's project would. */
const entryFor = (folder: string): string | undefined => {
  try {
    return fileURLToPath(import.meta.resolve(name));
  } catch {
    return resolveFrom(dirname(fileURLToPath(import.meta.url))) ?? resolveFrom(folder);
  }
};

/** `@tinyml/training` as installed beside this command, or in the project that `folder` belongs to. */
export const findTraining = async (folder: string): Promise<Training | undefined> => {
  const entry = entryFor(folder);
  if (entry === undefined || !existsSync(entry)) return undefined;
  const { gradientSlot, trainingPasses, trainingExplanations, trainingEnvironment, openBackend } = (await import(
    pathToFileURL(entry).href
  )) as typeof trainingPackage;
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    passes: trainingPasses,
    explanations: trainingExplanations,
    slots: [gradientSlot],
    version,
    folder: dirname(entry),
    environment: trainingEnvironment,
    load: async () => (await openBackend(() => undefined)).version,
  };
};

/**
 * What the passes that a manifest names, or that `passes: auto` may take, need of `@tinyml/training`; undefined where none of
 * them trains.
 * @throws TinymlError TML070 where it is not installed
 */
export const trainingFor = async (
  { passes, dir, model, data }: Pick<Manifest, 'passes' | 'dir' | 'model' | 'data'>,
  find = findTraining,
): Promise<Training | undefined> => {
  // Without it the build goes on, and says that nothing trains the network.
  if (passes === 'auto' && isUntrained({ model }) && data.train !== undefined) return find(dir);
  const named = typeof passes === 'string' ? [] : passes.map((pass) => pass.name);
  const training = named.filter((pass) => trainingPassNames.includes(pass));
  if (training.length === 0) return undefined;
  const found = await find(dir);
  if (found === undefined) throw new TinymlError(trainingNotInstalled(training, addCommand(dir, name)));
  return found;
};
