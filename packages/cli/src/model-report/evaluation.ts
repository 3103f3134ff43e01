import {
  evaluateBuild,
  lockedManifest,
  type Executor,
  type Manifest,
  type StageScore,
  type Store,
} from '@tinyml/core/internal';
import { createBackend } from '../backend.ts';
import { measuringExecutor } from '../measuring-executor.ts';
import { buildProgress } from '../render/build-progress.ts';
import type { CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { trainingFor } from '../training.ts';
import { tinymlVersion } from '../version.ts';

/** Thrown where something would have to be measured first. */
class NotMeasured extends Error {}

/** What was measured under the name of `executor` is known; nothing is measured anew. */
const knownOnly = ({ name }: Executor): Executor => ({
  name,
  run: () => Promise.reject(new NotMeasured()),
});

/** How each stage's model does on `data.test`: as it was measured, or measured now (`evaluate`). null: there is no such data, or it was not. */
export const evaluationFor = async (
  manifest: Manifest,
  store: Store,
  flags: CommonOptions & { readonly evaluate?: boolean },
  terminal: Terminal,
): Promise<readonly StageScore[] | null> => {
  const { evaluate = false } = flags;
  if (manifest.data.test === undefined && !evaluate) return null;
  const measuring = measuringExecutor(flags, manifest, terminal);
  const executor = evaluate ? measuring : knownOnly(measuring);
  try {
    return await evaluateBuild(
      manifest,
      makeToolkit(await trainingFor(await lockedManifest(manifest))),
      createBackend(store),
      executor,
      {
        store,
        tinymlVersion: tinymlVersion(),
        signal: terminal.signal,
        onEvent: evaluate ? buildProgress(terminal) : () => undefined,
        ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
      },
    );
  } catch (error) {
    if (error instanceof NotMeasured) return null;
    throw error;
  }
};
