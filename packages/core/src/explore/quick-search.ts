import { foundBySearch } from '../diagnostics/catalogue/explore.ts';
import { isTinymlError } from '../diagnostics/diagnostic.ts';
import { interpreterExecutor } from '../evaluation/interpreter-executor.ts';
import { lockPath } from '../lock/lock.ts';
import { readLock } from '../lock/read-lock.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Backend } from '../pipeline/backend.ts';
import type { BuildOptions } from '../pipeline/session.ts';
import type { Toolkit } from '../toolkit.ts';
import { candidateText } from './candidate.ts';
import { explore } from './explore.ts';

/** Candidates that are measured, and multiplications that measuring all of them may take: a matter of seconds in emitted C. */
const [evaluations, mostWork] = [16, 2e10];

/** Whether a build that is over its budget searches: `auto` has no lock, and there is something to compare by. */
export const searchesWhereOver = async ({ data, passes, source }: Manifest): Promise<boolean> =>
  passes === 'auto' &&
  (data.validation !== undefined || data.test !== undefined) &&
  (await readLock(lockPath(source.file))) === undefined;

/**
 * What `passes: auto` takes where its usual forms are over budget and there is no lock: the best of a few sequences that need no training,
 * as the manifest that lists it. undefined: none is within the budget, there is nothing to compare them by, or it would take too long.
 */
export const quickSearch = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  options: BuildOptions,
): Promise<Manifest | undefined> => {
  if (!(await searchesWhereOver(manifest))) return undefined;
  try {
    const { points, outcomes, diagnostics } = await explore(
      { ...manifest, explore: { ...manifest.explore, train: false } },
      base,
      backend,
      {
        ...options,
        executor: options.executor ?? interpreterExecutor(options),
        evaluations,
        mostWork,
        // What the search says of its own limits and samples is for those who called it.
        onEvent: (event) => {
          if (event.type === 'progress') options.onEvent(event);
        },
      },
    );
    const [chosen] = points;
    if (chosen === undefined || diagnostics.some(({ severity }) => severity === 'error')) return undefined;
    const note = foundBySearch(outcomes.length, candidateText(chosen.candidate));
    options.onEvent({ type: 'diagnostic', diagnostic: note });
    const { kernels } = chosen.lowered;
    return {
      ...manifest,
      passes: chosen.listed.map((pass) => ({ ...pass, at: ['passes'], why: 'a search found it within the budget' })),
      priority: [kernels, ...manifest.priority.filter((one) => one !== kernels)],
    };
  } catch (error) {
    if (isTinymlError(error)) return undefined;
    throw error;
  }
};
