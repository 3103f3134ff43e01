import { emit, lower, type EmittedFile, type Program } from '@tinyml/codegen';
import { build, loadManifest, type BuildResult } from '@tinyml/core/internal';
import { createBackend } from './backend.ts';
import { openStore } from './cache-store.ts';
import { openRemote, remoteSettings } from './remote-cache.ts';
import { buildProgress } from './render/build-progress.ts';
import { reportFinding } from './report.ts';
import type { CommonOptions, Terminal } from './terminal.ts';
import { makeToolkit } from './toolkit.ts';
import { trainingFor } from './training.ts';
import { tinymlVersion } from './version.ts';
import { manifestEnvironment } from './manifest-environment.ts';

/** Builds a manifest for a command that goes on with the result. */
export const buildForCommand = async (path: string, flags: CommonOptions, terminal: Terminal): Promise<BuildResult> => {
  const manifest = await loadManifest(path, manifestEnvironment());
  const store = openStore(flags);
  const remote = openRemote(remoteSettings(manifest.dir, flags), (diagnostic) => {
    reportFinding(diagnostic, terminal);
  });
  const building = build(manifest, makeToolkit(await trainingFor(manifest)), createBackend(store), {
    store,
    ...(remote === undefined ? {} : { remote }),
    tinymlVersion: tinymlVersion(),
    signal: terminal.signal,
    onEvent: buildProgress(terminal),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
  });
  return building.finally(() => remote?.finish());
};

/** What C is made of: a graph, and where it would run. */
export interface CRequest extends Pick<BuildResult, 'graph' | 'constants' | 'target' | 'toolkit'> {
  /** Default: the target's own. */
  readonly budget?: BuildResult['budget'];
  /** A C identifier. */
  readonly name: string;
}

/** The C of a graph, to be run here: the arena is static, since a harness hands over no memory. */
export const emittedC = ({
  graph,
  constants,
  target,
  budget,
  toolkit: { operators, kernels },
  name,
}: CRequest): { readonly program: Program; readonly files: readonly EmittedFile[] } => {
  const program = lower(graph, { operators, kernels, constants, target, name, ...(budget && { limits: budget }) });
  const provenance = { tinyml: tinymlVersion(), model: { file: 'model', digest: 'as built' } };
  return { program, files: emit(program, { kernels, constants, provenance, ram: null }) };
};

/** The C of a build's result. */
export const emittedProgram = (result: BuildResult): ReturnType<typeof emittedC> =>
  emittedC({
    ...result,
    name: result.record.name,
  });
