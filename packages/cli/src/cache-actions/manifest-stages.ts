import {
  loadManifest,
  lockedManifest,
  planBuild,
  prepareBuild,
  type BuildPlan,
  type Manifest,
  type RemoteStages,
  type StageRecord,
} from '@tinyml/core/internal';
import { createBackend } from '../backend.ts';
import { openStore } from '../cache-store.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { measuringExecutor } from '../measuring-executor.ts';
import { buildProgress } from '../render/build-progress.ts';
import type { CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { trainingFor } from '../training.ts';
import { tinymlVersion } from '../version.ts';

export const openManifest = (path: string): Promise<Manifest> => loadManifest(path, manifestEnvironment());

/** Runs all stages of a manifest that are in no cache, and tells `remote` of each; writes no output folder. */
export const runStages = async (
  manifest: Manifest,
  flags: CommonOptions,
  terminal: Terminal,
  remote: RemoteStages,
): Promise<void> => {
  const store = openStore(flags);
  await prepareBuild(manifest, makeToolkit(await trainingFor(await lockedManifest(manifest))), createBackend(store), {
    store,
    remote,
    tinymlVersion: tinymlVersion(),
    signal: terminal.signal,
    onEvent: buildProgress(terminal),
    executor: measuringExecutor(flags, manifest, terminal),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
  });
};

/** Records of all stages of a manifest. */
export const stageRecords = async (
  manifest: Manifest,
  flags: CommonOptions,
  terminal: Terminal,
): Promise<readonly StageRecord[]> => {
  const records: StageRecord[] = [];
  const collect = (record: StageRecord): void => void records.push(record);
  await runStages(manifest, flags, terminal, {
    find: () => Promise.resolve(undefined),
    offer: collect,
    found: collect,
    finish: () => Promise.resolve(0),
  });
  return records;
};

/** Goes through the stages of a manifest as far as caches have them; runs none. */
export const walkCached = async (
  manifest: Manifest,
  flags: CommonOptions,
  terminal: Terminal,
  remote: RemoteStages,
): Promise<BuildPlan<unknown>> => {
  const store = openStore(flags);
  return planBuild(manifest, makeToolkit(await trainingFor(await lockedManifest(manifest))), createBackend(store), {
    store,
    remote,
    tinymlVersion: tinymlVersion(),
    signal: terminal.signal,
    onEvent: () => undefined,
  });
};
