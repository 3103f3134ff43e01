import { TinymlError, type Diagnostic } from '@tinyml/core';
import {
  exitCode,
  explore,
  loadManifest,
  readDuration,
  type BuildEvent,
  type Json,
  type Manifest,
} from '@tinyml/core/internal';
import { usage } from '../diagnostics/command-line.ts';
import { createBackend } from '../backend.ts';
import { openStore } from '../cache-store.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { measuringExecutor } from '../measuring-executor.ts';
import { pageAssets } from '../model-report/html/page-assets.ts';
import { rememberSearch } from '../model-report/remembered.ts';
import { reportSearch } from '../model-report/search.ts';
import { searchSoFar } from '../model-report/search-so-far.ts';
import { loadBullMq } from '../queue/bullmq.ts';
import { queueSettings } from '../queue/connection.ts';
import { packInputs } from '../queue/inputs.ts';
import { openSubmitter, type Submitter } from '../queue/submit.ts';
import { explorationDocument } from '../render/exploration-document.ts';
import { explorationText } from '../render/exploration-text.ts';
import { exploreProgress } from '../render/explore-progress.ts';
import { errorDocument } from '../render/diagnostic.ts';
import { countText } from '../render/number.ts';
import { printJson, reportFinding } from '../report.ts';
import { serveSearch, type SearchServer } from '../search-server.ts';
import { searchTraining } from '../search-training.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { tinymlVersion } from '../version.ts';

interface ExploreFlags extends CommonOptions {
  readonly evaluations?: number;
  readonly time?: string;
  /** A port, or true: any. */
  readonly serve?: string | true;
  /** Address of the queue that workers take jobs from. */
  readonly queue?: string | true;
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

/** The queue that workers do the jobs of, where one was asked for. */
const openQueue = async (
  manifest: Manifest,
  { queue }: ExploreFlags,
  onEvent: (event: BuildEvent) => void,
): Promise<Submitter | undefined> => {
  if (queue === undefined) return undefined;
  const settings = queueSettings(queue === true ? undefined : queue);
  const events = {
    report(diagnostic: Diagnostic) {
      onEvent({ type: 'diagnostic', diagnostic });
    },
    progress(stage: string, done: number) {
      onEvent({ type: 'progress', stage, done });
    },
  };
  return openSubmitter(await loadBullMq(manifest.dir), settings, events, packInputs(manifest));
};

const searchWith = async (
  manifest: Manifest,
  flags: ExploreFlags,
  page: SearchServer | undefined,
  terminal: Terminal,
): Promise<number> => {
  const time = secondsOf(flags.time);
  const store = openStore(flags);
  const training = await searchTraining(manifest);
  const progress = exploreProgress(manifest, terminal);
  const queue = await openQueue(manifest, flags, progress.onEvent);
  const exploring = explore(manifest, makeToolkit(training), createBackend(store), {
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
    ...(queue === undefined ? {} : { perform: queue.perform }),
  });
  const exploration = await exploring.finally(() => queue?.close());
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
