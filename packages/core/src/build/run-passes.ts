import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Graph } from '../ir/graph.ts';
import { graphFromJson } from '../ir/serialize.ts';
import { interruptible } from './interruptible.ts';
import type { StageRecord } from './record.ts';
import { makeImportStage, makePassStage, planPasses, type BuildOptions, type Session } from './session.ts';
import { runStage, type StageRun } from './stage.ts';

export interface OptimisedModel {
  /** After the last pass. */
  readonly graph: Graph;
  readonly imported: StageRecord;
  readonly runs: readonly StageRun[];
  /** The graph that each stage gave, in order; the first is the import. */
  readonly graphs: readonly StageGraph[];
  /** What the others are held against: the imported one, or that of the last pass which trained it from scratch. */
  readonly baseline: StageGraph;
}

export interface StageGraph {
  readonly stage: string;
  readonly graph: Graph;
}

/**
 * The first half of a build: the manifest's warnings, import and passes, each from the cache where its record still
 * holds.
 */
export const runPasses = async (session: Session, options: BuildOptions): Promise<OptimisedModel> => {
  const { environment, blobs, manifest } = session;
  const report = (diagnostic: Diagnostic): void => {
    options.onEvent({ type: 'diagnostic', diagnostic });
  };
  manifest.warnings.forEach(report);
  const imported = await runStage(await makeImportStage(session), environment);
  const runs = [imported];
  let graph = graphFromJson(imported.record.output.value);
  let baseline: StageGraph = { stage: 'import', graph };
  const graphs = [baseline];
  options.onGraph?.('import', graph, blobs);
  const plan = planPasses(session, graph);
  plan.notes.forEach(report);
  for (const planned of plan.stages) {
    await interruptible(options.signal);
    const run = await runStage(await makePassStage(session, planned, graph, options), environment);
    runs.push(run);
    graph = graphFromJson(run.record.output.value);
    const given = { stage: planned.name, graph };
    graphs.push(given);
    if (planned.pass.givesBaseline === true) baseline = given;
    options.onGraph?.(planned.name, graph, blobs);
  }
  return { graph, imported: imported.record, runs, graphs, baseline };
};
