import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boards, equivalentsSlot, kernelsSlot, microSlot, rowsSlot } from '@tinyml/codegen';
import type { CodeDigests, Toolkit } from '@tinyml/core/internal';
import {
  builtinFormats,
  kerasSlot,
  onnxSlot,
  openSplit,
  pytorchSlot,
  readLayers,
  tensorflowSlot,
  tfliteSlot,
} from '@tinyml/formats';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import {
  axisOrderSlot,
  builtinPasses,
  channelsSlot,
  quantizeSlot,
  patternsSlot,
  simplifySlot,
  timeSlot,
} from '@tinyml/passes';
import { codeDigests } from './code-digests.ts';
import { ownExplanations } from './explanations.ts';
import { trainingSlots, type Training } from './training.ts';
import { tinymlVersion } from './version.ts';

/** The folder that a package's code lies in: its sources, or what was built from them. */
export const folderOf = (packageName: string): string => dirname(fileURLToPath(import.meta.resolve(packageName)));

const entryIn = (folder: string, name: string): string => {
  const source = join(folder, `${name}.ts`);
  return existsSync(source) ? source : join(folder, `${name}.js`);
};

/** Those of the passes that train hold for the version that was there when they were taken. */
const digestsWith = (training: Training | undefined): CodeDigests | undefined => {
  const digests = codeDigests();
  if (digests === undefined || training === undefined || training.version === tinymlVersion()) return digests;
  const others = new Set(training.passes.map(({ name }) => name));
  return {
    ...digests,
    passes: Object.fromEntries(Object.entries(digests.passes).filter(([name]) => !others.has(name))),
  };
};

/** All that tinyml brings itself, composed from its packages; with `training`, the passes that train. */
export const makeToolkit = (training?: Training): Toolkit => {
  const digests = digestsWith(training);
  return {
    operators: new Map(builtinOperators.map((operator) => [operator.name, operator])),
    // An installed command has them in its bundle.
    operatorsModule:
      digests === undefined
        ? import.meta.resolve('@tinyml/operators')
        : new URL('bundle/operators.js', import.meta.url).href,
    slots: [
      axisOrderSlot,
      channelsSlot,
      equivalentsSlot,
      ...(training?.slots ?? trainingSlots),
      kerasSlot,
      kernelsSlot,
      microSlot,
      onnxSlot,
      pytorchSlot,
      patternsSlot,
      quantizeSlot,
      rowsSlot,
      simplifySlot,
      tensorflowSlot,
      tfliteSlot,
      timeSlot,
    ],
    passes: new Map([...builtinPasses, ...(training?.passes ?? [])].map((pass) => [pass.name, pass])),
    kernels: builtinKernels,
    formats: builtinFormats,
    boards,
    explanations: { ...ownExplanations, ...training?.explanations },
    openData: openSplit,
    readLayers,
    passEntry: (name) =>
      training?.passes.some((pass) => pass.name === name) === true
        ? entryIn(join(training.folder, 'passes'), name)
        : entryIn(folderOf('@tinyml/passes'), name),
    operatorsFolder: digests === undefined ? folderOf('@tinyml/operators') : '',
    formatsFolder: digests === undefined ? folderOf('@tinyml/formats') : '',
    ...(digests && { codeDigests: digests }),
  };
};
