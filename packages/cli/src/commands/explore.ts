import { TinymlError } from '@tinyml/core';
import { exitCode, explore, loadManifest, readDuration, type Manifest } from '@tinyml/core/internal';
import { usage } from '../diagnostics/command-line.ts';
import { trainingNotInstalled } from '../diagnostics/installation.ts';
import { createBackend } from '../backend.ts';
import { openStore } from '../cache-store.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { measuringExecutor } from '../measuring-executor.ts';
import { addCommand } from '../package-manager.ts';
import { explorationDocument } from '../render/exploration-document.ts';
import { explorationText } from '../render/exploration-text.ts';
import { exploreProgress } from '../render/explore-progress.ts';
import { errorDocument } from '../render/diagnostic.ts';
import { printJson, reportFinding } from '../report.ts';
import type { Command, CommonOptions } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { findTraining, trainingFor, trainingPassNames, type Training } from '../training.ts';
import { tinymlVersion } from '../version.ts';

interface ExploreFlags extends CommonOptions {
  readonly evaluations?: number;
  readonly time?: string;
}

const interrupted = 130;

const secondsOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const read = readDuration(text);
  if ('value' in read) return read.value;
  throw new TinymlError(usage(`--time: ${read.problem}`, read.hint ?? 'e.g. 10min'));
};

/** The passes that train, where the search may use them. */
const trainingOf = async (manifest: Manifest): Promise<Training | undefined> => {
  const { train, include } = manifest.explore;
  const named = include.map(({ name }) => name).filter((name) => trainingPassNames.includes(name));
  if (!train && named.length === 0) return trainingFor(manifest);
  const found = await findTraining(manifest.dir);
  if (found === undefined)
    throw new TinymlError(
      trainingNotInstalled(named.length > 0 ? named : ['train'], addCommand(manifest.dir, '@tinyml/training')),
    );
  return found;
};

const command: Command<ExploreFlags> = async ([path = '.'], flags, terminal) => {
  const time = secondsOf(flags.time);
  const manifest = await loadManifest(path, manifestEnvironment());
  const store = openStore(flags);
  const training = await trainingOf(manifest);
  const progress = exploreProgress(manifest, terminal);
  const exploration = await explore(manifest, makeToolkit(training), createBackend(store), {
    store,
    tinymlVersion: tinymlVersion(),
    signal: terminal.signal,
    executor: measuringExecutor(flags, manifest, terminal),
    onEvent: progress.onEvent,
    onSpace: progress.onSpace,
    onStep: progress.onStep,
    onLock: progress.onLock,
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
    ...(flags.evaluations === undefined ? {} : { evaluations: flags.evaluations }),
    ...(time === undefined ? {} : { time }),
  });
  progress.end();
  const { diagnostics, ended } = exploration;
  if (terminal.json)
    printJson(
      { ...explorationDocument(manifest, exploration), ...errorDocument(diagnostics), schema: 'tinyml-explore/1' },
      terminal,
    );
  else terminal.out(explorationText(exploration, terminal));
  diagnostics.forEach((diagnostic) => {
    reportFinding(diagnostic, terminal);
  });
  return ended === 'interrupted' ? interrupted : exitCode(diagnostics);
};

export default command;
