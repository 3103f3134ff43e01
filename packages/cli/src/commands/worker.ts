import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TinymlError } from '@tinyml/core';
import { loadManifest, openBench, readDuration, type SearchBench } from '@tinyml/core/internal';
import { createBackend } from '../backend.ts';
import { openStore } from '../cache-store.ts';
import { usage } from '../diagnostics/command-line.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { measuringExecutor } from '../measuring-executor.ts';
import { loadBullMq } from '../queue/bullmq.ts';
import { queueSettings } from '../queue/connection.ts';
import { work } from '../queue/work.ts';
import { reportFinding } from '../report.ts';
import { searchTraining } from '../search-training.ts';
import type { Command, CommonOptions } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { tinymlVersion } from '../version.ts';

interface WorkerFlags extends CommonOptions {
  readonly queue?: string;
  readonly concurrency?: number;
  readonly lease?: string;
  readonly once?: boolean;
  /** Names of passes, with commas between. */
  readonly allow?: string;
}

const usualLease = '30s';
const interrupted = 130;

const command: Command<WorkerFlags> = async (paths, flags, terminal) => {
  const settings = queueSettings(flags.queue);
  const lease = readDuration(flags.lease ?? usualLease);
  if (!('value' in lease)) throw new TinymlError(usage(`--lease: ${lease.problem}`, lease.hint ?? 'e.g. 30s'));
  const bullmq = await loadBullMq(process.cwd());
  const store = openStore(flags);
  const build = { store, tinymlVersion: tinymlVersion(), signal: terminal.signal, onEvent: () => undefined };
  const open = async (path: string): Promise<SearchBench> => {
    const manifest = await loadManifest(path, manifestEnvironment());
    const toolkit = makeToolkit(await searchTraining(manifest));
    const executor = measuringExecutor(flags, manifest, terminal);
    return openBench(manifest, toolkit, createBackend(store), { ...build, executor, evaluations: 1 });
  };
  const benches: SearchBench[] = [];
  for (const path of paths) benches.push(await open(path));
  const folders: string[] = [];
  if (!terminal.quiet) terminal.err(`waits for jobs at ${settings.shown}\n`);
  const working = work(bullmq, settings, benches, build, {
    open,
    folder() {
      const folder = mkdtempSync(join(tmpdir(), 'tinyml-worker-'));
      folders.push(folder);
      return folder;
    },
    concurrency: flags.concurrency ?? 1,
    lease: lease.value * 1000,
    once: flags.once === true,
    allow: new Set((flags.allow ?? '').split(',').filter((name) => name !== '')),
    signal: terminal.signal,
    report(diagnostic) {
      reportFinding(diagnostic, terminal);
    },
    onDone(text) {
      if (!terminal.quiet) terminal.err(`  ${text}\n`);
    },
  });
  await working.finally(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return terminal.signal.aborted ? interrupted : 0;
};

export default command;
