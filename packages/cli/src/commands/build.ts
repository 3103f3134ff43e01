import { TinymlError } from '@tinyml/core';
import {
  findManifest,
  loadManifest,
  lockedManifest,
  lockPath,
  memoryStore,
  prepareBuild,
  writeBuilds,
  type BuildResult,
  type Manifest,
  type PreparedBuild,
} from '@tinyml/core/internal';
import { dirname, resolve } from 'node:path';
import { usage } from '../diagnostics/command-line.ts';
import { createBackend } from '../backend.ts';
import { openStore } from '../cache-store.ts';
import { openRemote, remoteSettings } from '../remote-cache.ts';
import { writeDepfile } from '../depfile.ts';
import { emittedProgram } from '../emitted-program.ts';
import { reportThrown } from '../failure.ts';
import { reportKernels } from '../kernel-report.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { measuringExecutor } from '../measuring-executor.ts';
import { graphPrinter } from '../render/graph-text.ts';
import { buildProgress } from '../render/build-progress.ts';
import { buildSummary } from '../render/build-summary.ts';
import { shownPath } from '../render/diagnostic.ts';
import { printJson, reportFinding } from '../report.ts';
import { runAgain } from '../run-again.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { trainingFor } from '../training.ts';
import { tinymlVersion } from '../version.ts';
import { userFileFindings } from '../user-file-findings.ts';
import { watchFiles } from '../watch.ts';

interface BuildFlags extends CommonOptions {
  readonly out?: string;
  readonly watch?: boolean;
  readonly frozen?: boolean;
  readonly force?: boolean;
  readonly depfile?: string;
}

const documentOf = ({ record, run }: BuildResult): Readonly<Record<string, unknown>> => ({ ...record, run });

const titleOf = ({ name, model, target }: Manifest, terminal: Terminal): string => {
  const source = model.kind === 'file' ? shownPath(model.path) : 'layers';
  return `${terminal.errorStyle.bold(name)}  ${terminal.errorStyle.dim(`${source} → ${target.board ?? target.core ?? ''}`)}\n`;
};

interface Prepared extends PreparedBuild {
  /** Waits for results that are still on their way to the cache that a team shares. */
  sent(): Promise<void>;
}

const prepare = async (
  path: string,
  flags: BuildFlags,
  terminal: Terminal,
  onManifest?: (manifest: Manifest) => void,
): Promise<Prepared> => {
  const manifest = await loadManifest(path, manifestEnvironment());
  onManifest?.(manifest);
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

/** Files whose change makes another build worth while. */
const inputsOf = (manifest: Manifest): readonly string[] => {
  const files: string[] = [manifest.source.file, lockPath(manifest.source.file)];
  if (manifest.model.kind === 'file') files.push(manifest.model.path);
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && resolve(value) === value) files.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(manifest.data);
  if (typeof manifest.passes !== 'string') {
    files.push(
      ...manifest.passes
        .filter(({ name }) => name.startsWith('.'))
        .map(({ name }) => resolve(dirname(manifest.source.file), name)),
    );
  }
  return files;
};

/**
 * Builds, reports in one line of JSON or as usual, waits for a change, and asks for another run: code that was loaded
 * once cannot be loaded anew. A failure only waits for the next change.
 */
const watch = async (path: string, flags: BuildFlags, terminal: Terminal): Promise<number> => {
  let watched: readonly string[] = [resolve(path)];
  try {
    const prepared = await prepare(path, flags, terminal, (manifest) => {
      watched = inputsOf(manifest);
    });
    const [result] = (await writeBuilds([prepared])) as [BuildResult];
    await prepared.sent();
    if (flags.depfile !== undefined) writeDepfile(flags.depfile, [prepared], [result]);
    userFileFindings(result).forEach((finding) => reportFinding(finding, terminal));
    if (terminal.json) terminal.out(`${JSON.stringify(documentOf(result))}\n`);
    else if (!terminal.quiet) terminal.out(buildSummary(result, prepared.manifest.source.file, terminal));
  } catch (error) {
    const status = await reportThrown(error, terminal, true);
    if (terminal.signal.aborted || status === 70) return status;
  }
  if (!terminal.quiet) terminal.err(terminal.errorStyle.dim('watching for changes, Ctrl-C ends\n'));
  await watchFiles(watched, terminal.signal);
  return terminal.signal.aborted ? 130 : runAgain;
};

const command: Command<BuildFlags> = async (paths, flags, terminal) => {
  const [first = '.', ...others] = paths;
  if (flags.frozen === true && (flags.depfile !== undefined || flags.watch === true))
    throw new TinymlError(
      usage(
        `--frozen writes nothing: not with --${flags.watch === true ? 'watch' : 'depfile'}`,
        'leave one of them out',
      ),
    );
  if (flags.watch === true) {
    if (others.length > 0) throw new TinymlError(usage('--watch takes one manifest', 'start one tinyml for each'));
    return watch(first, flags, terminal);
  }
  // All of them before anything is written: what one of them cannot do keeps the others' trees as they are, too.
  const prepared: Prepared[] = [];
  // A folder and its manifest may both be named.
  const files = new Set(await Promise.all([first, ...others].map(findManifest)));
  for (const file of files) prepared.push(await prepare(file, flags, terminal));
  const results = await writeBuilds(prepared).finally(() => Promise.all(prepared.map(({ sent }) => sent())));
  if (flags.depfile !== undefined) writeDepfile(flags.depfile, prepared, results);
  results.forEach((result, index) => {
    userFileFindings(result).forEach((finding) => reportFinding(finding, terminal));
    if (terminal.json || terminal.quiet) return;
    if (terminal.verbose) reportKernels(emittedProgram(result).program, result.toolkit.kernels, terminal);
    terminal.out(buildSummary(result, prepared[index]?.manifest.source.file ?? first, terminal));
  });
  const [only] = results;
  if (terminal.json)
    printJson(
      others.length === 0 && only !== undefined
        ? documentOf(only)
        : { schema: 'tinyml-builds/1', builds: results.map(documentOf) },
      terminal,
    );
  return 0;
};

export default command;
