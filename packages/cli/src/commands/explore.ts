import { TinymlError } from '@tinyml/core';
import { exitCode, explore, loadManifest, readDuration, type Json, type Manifest } from '@tinyml/core/internal';
import { usage } from '../diagnostics/command-line.ts';
import { trainingNotInstalled } from '../diagnostics/installation.ts';
import { createBackend } from '../backend.ts';
import { openStore } from '../cache-store.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { measuringExecutor } from '../measuring-executor.ts';
import { pageAssets } from '../model-report/html/page-assets.ts';
import { rememberSearch } from '../model-report/remembered.ts';
import { reportSearch } from '../model-report/search.ts';
import { searchSoFar } from '../model-report/search-so-far.ts';
import { addCommand } from '../package-manager.ts';
import { explorationDocument } from '../render/exploration-document.ts';
import { explorationText } from '../render/exploration-text.ts';
import { exploreProgress } from '../render/explore-progress.ts';
import { errorDocument } from '../render/diagnostic.ts';
import { countText } from '../render/number.ts';
import { printJson, reportFinding } from '../report.ts';
import { serveSearch, type SearchServer } from '../search-server.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { findTraining, trainingFor, trainingPassNames, type Training } from '../training.ts';
import { tinymlVersion } from '../version.ts';

interface ExploreFlags extends CommonOptions {
  readonly evaluations?: number;
  readonly time?: string;
  /** A port, or true: any. */
  readonly serve?: string | true;
}

const interrupted = 130;

const mostPort = 65_535;

const portOf = (given: string | true): number => {
  if (given === true) return 0;
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > mostPort)
    throw new TinymlError(usage(`--serve ${given} is no port`, `a number from 1 to ${String(mostPort)}, or nothing`));
  return port;
};

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

/** The page of a search, where one was asked for. */
const openPage = async (
  name: string,
  { serve }: ExploreFlags,
  terminal: Terminal,
): Promise<SearchServer | undefined> => {
  if (serve === undefined) return undefined;
  const server = await serveSearch(name, portOf(serve), await pageAssets());
  terminal.err(`the search on a page: ${server.address}\n`);
  return server;
};

const searchWith = async (
  manifest: Manifest,
  flags: ExploreFlags,
  page: SearchServer | undefined,
  terminal: Terminal,
): Promise<number> => {
  const time = secondsOf(flags.time);
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
    onStep(step) {
      progress.onStep(step);
      page?.show(
        searchSoFar(step.outcomes),
        `${countText(step.outcomes.length)} tried, at most ${countText(step.left)} to go`,
      );
    },
    onLock: progress.onLock,
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
    ...(flags.evaluations === undefined ? {} : { evaluations: flags.evaluations }),
    ...(time === undefined ? {} : { time }),
  });
  progress.end();
  const { diagnostics, ended } = exploration;
  const document = explorationDocument(manifest, exploration);
  rememberSearch(store, manifest, document);
  const found = reportSearch(document as Json);
  page?.end(found, `The search has ended: ${found.ended}.`);
  if (terminal.json) printJson({ ...document, ...errorDocument(diagnostics), schema: 'tinyml-explore/1' }, terminal);
  else terminal.out(explorationText(exploration, terminal));
  diagnostics.forEach((diagnostic) => {
    reportFinding(diagnostic, terminal);
  });
  return ended === 'interrupted' ? interrupted : exitCode(diagnostics);
};

const command: Command<ExploreFlags> = async ([path = '.'], flags, terminal) => {
  const manifest = await loadManifest(path, manifestEnvironment());
  const page = await openPage(manifest.name, flags, terminal);
  try {
    return await searchWith(manifest, flags, page, terminal);
  } finally {
    await page?.close();
  }
};

export default command;
