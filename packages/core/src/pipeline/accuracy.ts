import { interpreterExecutor } from '../evaluation/interpreter-executor.ts';
import { scoreGraph } from './evaluate-build.ts';
import type { OptimisedModel, StageGraph } from './run-passes.ts';
import type { BuildOptions, Session } from './session.ts';

/** Top-1 accuracy before and after the passes, as ratios; null where it was not measured or the model is no classifier. */
export interface Accuracy {
  readonly accuracy: number | null;
  readonly baselineAccuracy: number | null;
}

/**
 * Measures what `budget.accuracy-drop` limits, on the reference interpreter, so that every machine finds the same.
 * Without that budget, or without test data, nothing is run, and there is no result.
 */
export const measureAccuracy = async (
  session: Session,
  { baseline, graph: result }: OptimisedModel,
  options: BuildOptions,
): Promise<Accuracy | undefined> => {
  const { manifest, splits } = session;
  if (manifest.budget.accuracyDrop === null || splits.test === undefined) return undefined;
  const of = async ({ stage, graph }: StageGraph): Promise<number | null> => {
    const { score } = await scoreGraph(session, stage, graph, interpreterExecutor(options), options);
    return score.kind === 'classification' ? score.accuracy : null;
  };
  return { baselineAccuracy: await of(baseline), accuracy: await of({ stage: 'result', graph: result }) };
};
