import { lockedManifest, memoryStore, prepareBuild, type Manifest, type PreparedBuild } from '@tinyml/core/internal';
import { resolve } from 'node:path';
import { createBackend } from './backend.ts';
import { openStore } from './cache-store.ts';
import { measuringExecutor } from './measuring-executor.ts';
import { openRemote, remoteSettings } from './remote-cache.ts';
import { buildProgress } from './render/build-progress.ts';
import { shownPath } from './render/diagnostic.ts';
import { graphPrinter } from './render/graph-text.ts';
import { reportFinding } from './report.ts';
import type { CommonOptions, Terminal } from './terminal.ts';
import { makeToolkit } from './toolkit.ts';
import { trainingFor } from './training.ts';
import { tinymlVersion } from './version.ts';

/** The options of `build`. */
export interface BuildFlags extends CommonOptions {
  readonly out?: string;
  readonly watch?: boolean;
  readonly frozen?: boolean;
  readonly force?: boolean;
  readonly depfile?: string;
}

const titleOf = ({ name, model, target }: Manifest, terminal: Terminal): string => {
  const source = model.kind === 'file' ? shownPath(model.path) : 'layers';
  return `${terminal.errorStyle.bold(name)}  ${terminal.errorStyle.dim(`${source} → ${target.board ?? target.core ?? ''}`)}\n`;
};

/** A build whose stages have run. */
export interface Prepared extends PreparedBuild {
  /** Waits for results that are still on their way to the cache that a team shares. */
  sent(): Promise<void>;
}

/** Runs the stages of a manifest as `build` is asked to; writes nothing. */
export const prepareManifest = async (manifest: Manifest, flags: BuildFlags, terminal: Terminal): Promise<Prepared> => {
  if (!terminal.quiet) terminal.err(titleOf(manifest, terminal));
  const store = openStore(flags);
  const remote = openRemote(remoteSettings(manifest.dir, flags), (diagnostic) => {
    reportFinding(diagnostic, terminal);
  });
  const sent = async (): Promise<void> => {
    await remote?.finish();
  };
  const preparing = prepareBuild(
    manifest,
    makeToolkit(await trainingFor(await lockedManifest(manifest))),
    createBackend(flags.frozen === true ? memoryStore() : store),
    {
      store,
      ...(remote === undefined ? {} : { remote }),
      tinymlVersion: tinymlVersion(),
      signal: terminal.signal,
      onEvent: buildProgress(terminal),
      executor: measuringExecutor(flags, manifest, terminal),
      ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
      frozen: flags.frozen ?? false,
      force: flags.force ?? false,
      ...(flags.printAfter === undefined ? {} : { onGraph: graphPrinter(flags.printAfter, terminal) }),
      ...(flags.out === undefined ? {} : { out: resolve(flags.out) }),
    },
  );
  // A build that fails has results, too, which the next one need not compute again.
  return preparing.then(
    (prepared) => ({ ...prepared, sent }),
    async (error: unknown) => {
      await sent();
      throw error;
    },
  );
};
