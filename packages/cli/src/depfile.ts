import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { depfileNotWritable, TinymlError, type BuildResult, type PreparedBuild } from '@tinyml/core';

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
 * A rule of make: the build records, then everything else that tinyml wrote, depend on all that was read. A rule
 * without commands for each input, so that one which is gone tomorrow stops nobody.
 */
export const depfileText = (outputs: readonly string[], inputs: readonly string[]): string => {
  const list = (paths: readonly string[]): string => paths.map((path) => escaped(named(path))).join(' \\\n  ');
  return `${list(outputs)}: \\\n  ${list(inputs)}\n\n${inputs.map((path) => `${escaped(named(path))}:\n`).join('\n')}`;
};

const outputsOf = (results: readonly BuildResult[]): readonly string[] => {
  const paths = results.map(({ dir, record: { files }, recordPath }) => ({
    record: resolve(dir, recordPath),
    files: files.filter(({ owner }) => owner === 'tinyml').map(({ path }) => join(resolve(dir), path)),
  }));
  return [...paths.map(({ record }) => record), ...paths.flatMap(({ files }) => files)];
};

/** Writes `file`, whole or not at all. @throws TinymlError TML948 */
export const writeDepfile = (file: string, builds: readonly PreparedBuild[], results: readonly BuildResult[]): void => {
  const inputs = [...new Set(builds.flatMap((build) => build.inputs))].sort();
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(temporary, depfileText(outputsOf(results), inputs));
    renameSync(temporary, file);
  } catch (error) {
    throw new TinymlError(depfileNotWritable(file, error as Error));
  }
};
