import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boards, builtinKernels } from '@tinyml/codegen';
import { builtinOperators, type Toolkit } from '@tinyml/core';
import { builtinFormats, openSplit, readLayers } from '@tinyml/formats';
import { trainingPasses } from '@tinyml/training';
import { shippedPasses } from './shipped-passes.ts';

/** The folder that a package's code lies in: its sources, or what was built from them. */
export const folderOf = (packageName: string): string => dirname(fileURLToPath(import.meta.resolve(packageName)));

const entryIn = (folder: string, name: string): string => {
  const source = join(folder, `${name}.ts`);
  return existsSync(source) ? source : join(folder, `${name}.js`);
};

/** All that tinyml brings itself, composed from its packages. */
export const makeToolkit = (): Toolkit => ({
  operators: new Map(builtinOperators.map((operator) => [operator.name, operator])),
  passes: new Map(shippedPasses.map((pass) => [pass.name, pass])),
  kernels: builtinKernels,
  formats: builtinFormats,
  boards,
  openData: openSplit,
  readLayers,
  passEntry: (name) =>
    trainingPasses.some((pass) => pass.name === name)
      ? entryIn(join(folderOf('@tinyml/training'), 'passes'), name)
      : entryIn(folderOf('@tinyml/passes'), name),
  formatsFolder: folderOf('@tinyml/formats'),
});
