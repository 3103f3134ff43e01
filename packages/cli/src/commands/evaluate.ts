import { TinymlError } from '@tinyml/core';
import {
  evaluateBuild,
  interpreterExecutor,
  loadManifest,
  lockedManifest,
  type Executor,
  type Manifest,
} from '@tinyml/core/internal';
import { usage } from '../diagnostics/command-line.ts';
import { createBackend } from '../backend.ts';
import { hasCompiler, hostCompiler } from '../compiler.ts';
import { openStore } from '../cache-store.ts';
import { hostExecutor, hostTarget } from '../host-executor.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { buildProgress } from '../render/build-progress.ts';
import { evaluationTable } from '../render/evaluation-table.ts';
import { openRemote, remoteSettings } from '../remote-cache.ts';
import { printJson, reportFinding } from '../report.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { trainingFor } from '../training.ts';
import { tinymlVersion } from '../version.ts';

interface EvaluateFlags extends CommonOptions {
  /** `host` or `interpreter`. */
  readonly on?: string;
}

/** The host's compiler where there is one: the same int8 results as the interpreter's, much sooner. */
const chooseExecutor = async (
  { on, jobs }: EvaluateFlags,
  manifest: Manifest,
  terminal: Terminal,
): Promise<Executor> => {
  const limits = { signal: terminal.signal, ...(jobs === undefined ? {} : { jobs }) };
  const compiler = hostCompiler();
  if (on !== undefined && on !== 'host' && on !== 'interpreter')
    throw new TinymlError(
      usage(
        `--on ${on} is neither host nor interpreter`,
        '`--on host` runs the emitted C, `--on interpreter` the reference',
      ),
    );
  if (on === 'interpreter') return interpreterExecutor(limits);
  if (on === undefined && !(await hasCompiler(compiler))) {
    if (!terminal.quiet)
      terminal.err('  no C compiler here: the samples run on the reference interpreter, which is slower\n');
    return interpreterExecutor(limits);
  }
  return hostExecutor(compiler, hostTarget(manifest), limits);
};

const command: Command<EvaluateFlags> = async ([path = '.'], flags, terminal) => {
  const manifest = await loadManifest(path, manifestEnvironment());
  const store = openStore(flags);
  const executor = await chooseExecutor(flags, manifest, terminal);
  const remote = openRemote(remoteSettings(manifest.dir, flags), (diagnostic) => {
    reportFinding(diagnostic, terminal);
  });
  const evaluating = evaluateBuild(
    manifest,
    makeToolkit(await trainingFor(await lockedManifest(manifest))),
    createBackend(store),
    executor,
    {
      store,
      ...(remote === undefined ? {} : { remote }),
      tinymlVersion: tinymlVersion(),
      signal: terminal.signal,
      onEvent: buildProgress(terminal),
      ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
    },
  );
  const stages = await evaluating.finally(() => remote?.finish());
  if (terminal.json)
    printJson({ schema: 'tinyml-evaluate/1', name: manifest.name, executor: executor.name, stages }, terminal);
  else terminal.out(evaluationTable(stages, terminal.style, terminal.verbose));
  return 0;
};

export default command;
