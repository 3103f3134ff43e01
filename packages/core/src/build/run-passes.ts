import type { Graph } from '../ir/graph.ts';
import { graphFromJson } from '../ir/serialize.ts';
import type { StageRecord } from './record.ts';
import { makeImportStage, makePassStage, planPasses, type BuildOptions, type Session } from './session.ts';
import { runStage, type StageRun } from './stage.ts';

export interface OptimisedModel {
  /** After the last pass. */
  readonly graph: Graph;
  readonly imported: StageRecord;
  readonly runs: readonly StageRun[];
  /** The graph that each stage gave, in order; the first is the import. */
  readonly graphs: readonly { readonly stage: string; readonly graph: Graph }[];
}

/**
 * The first half of a build: import and passes, each from the cache where its record still holds.
 * @param interruptible waits for the event loop's turn and throws where the user has had enough
 */
export const runPasses = async (
  session: Session,
  options: BuildOptions,
  interruptible: () => Promise<void>,
): Promise<OptimisedModel> => {
  const { environment, blobs } = session;
  const imported = await runStage(await makeImportStage(session), environment);
  const runs = [imported];
  let graph = graphFromJson(imported.record.output.value);
  const graphs = [{ stage: 'import', graph }];
  options.onGraph?.('import', graph, blobs);
  const plan = planPasses(session, graph);
  plan.notes.forEach((diagnostic) => {
    options.onEvent({ type: 'diagnostic', diagnostic });
  });
  for (const planned of plan.stages) {
    await interruptible();
    const run = await runStage(await makePassStage(session, planned, graph, options), environment);
    runs.push(run);
    graph = graphFromJson(run.record.output.value);
    graphs.push({ stage: planned.name, graph });
    options.onGraph?.(planned.name, graph, blobs);
  }
  return { graph, imported: imported.record, runs, graphs };
};
