import { mkdirSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { TinymlError } from '@tinyml/core';
import { writeWhole, type BuildResult, type PreparedBuild } from '@tinyml/core/internal';
import { depfileNotWritable } from './diagnostics/project.ts';

/** As build files name it: from the folder that they run in, where it lies below that. */
const named = (path: string): string => {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
};

/** Make's spelling, which ninja reads too: as gcc writes it. */
const escaped = (path: string): string =>
  path
    .replace(/(\\*)([ \t])/g, '$1$1\\$2')
    .replace(/#/g, '\\#')
    .replace(/\$/g, '$$$$');

/**
 * A rule of make: the build records depend on all that was read. They alone are named, since ninja refuses a file that
 * the build did not declare. A rule without commands for each input, so that one which is gone tomorrow stops nobody.
 */
export const depfileText = (records: readonly string[], inputs: readonly string[]): string => {
  const list = (paths: readonly string[]): string => paths.map((path) => escaped(named(path))).join(' \\\n  ');
  return `${list(records)}: \\\n  ${list(inputs)}\n\n${inputs.map((path) => `${escaped(named(path))}:\n`).join('\n')}`;
};

/** Writes `file`, whole or not at all. @throws TinymlError TML948 */
export const writeDepfile = (file: string, builds: readonly PreparedBuild[], results: readonly BuildResult[]): void => {
  const inputs = [...new Set(builds.flatMap((build) => build.inputs))].sort();
  const records = results.map(({ dir, recordPath }) => resolve(dir, recordPath));
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeWhole(file, depfileText(records, inputs));
  } catch (error) {
    throw new TinymlError(depfileNotWritable(file, error as Error));
  }
};
