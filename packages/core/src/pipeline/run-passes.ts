import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest, graphFromJson } from '../ir/serialize.ts';
import type { BuildEvent } from './event.ts';
import type { StageRecord } from './record.ts';
import { preservedBy } from '../pass/define-pass.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import type { Backend } from './backend.ts';
import { decideForm } from './decide-form.ts';
import { makeImportStage, type BuildOptions, type Session } from './session.ts';
import type { QualityMeter } from './stage-quality.ts';
import { runStage, type Stage, type StageEnvironment, type StageRun } from './stage.ts';
import { walkStages } from './walk-stages.ts';

export interface OptimisedModel {
  /** After the last pass. */
  readonly graph: Graph;
  /** Its target says what kernels are chosen by. */
  readonly session: Session;
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
  /** What made it; the import has none. */
  readonly planned?: PlannedPass;
}

/** Runs a stage; where outputs may have changed, its line and its metrics also tell what became of them. */
const runMeasured = async (
  planned: PlannedPass,
  stage: Stage,
  before: Graph,
  environment: StageEnvironment,
  meter: QualityMeter | undefined,
): Promise<{ readonly run: StageRun; readonly graph: Graph }> => {
  const measures = meter !== undefined && preservedBy(planned.pass, planned.options) === 'none';
  let finished: Extract<BuildEvent, { type: 'stage-finished' }> | undefined;
  const run = await runStage(stage, {
    ...environment,
    onEvent(event) {
      if (measures && event.type === 'stage-finished') finished = event;
      else environment.onEvent(event);
    },
  });
  const graph = graphFromJson(run.record.output.value);
  if (!measures || finished === undefined) return { run, graph };
  const started = performance.now();
  const { output } = run.record;
  const quality =
    graphDigest(graph) === graphDigest(before)
      ? undefined
      : await meter.measure(planned, before, graph, output.metrics);
  const seconds = run.seconds + (performance.now() - started) / 1000;
  const summary = quality === undefined ? output.summary : `${output.summary}; ${quality.text}`;
  environment.onEvent({ ...finished, seconds, summary });
  const metrics = { ...output.metrics, ...quality?.metrics };
  return { graph, run: { ...run, seconds, record: { ...run.record, output: { ...output, summary, metrics } } } };
};

/**
 * The first half of a build: the manifest's warnings, import and passes, each from the cache where its record still
 * holds. Between what `passes: auto` may choose it decides by trials.
 */
export const runPasses = async <P>(
  session: Session,
  backend: Backend<P>,
  options: BuildOptions,
  meter?: QualityMeter,
): Promise<OptimisedModel> => {
  const { environment, blobs, manifest } = session;
  const report = (diagnostic: Diagnostic): void => {
    options.onEvent({ type: 'diagnostic', diagnostic });
  };
  manifest.warnings.forEach(report);
  const imported = await runStage(await makeImportStage(session), environment);
  const start = graphFromJson(imported.record.output.value);
  const runs = [imported];
  const graphs: StageGraph[] = [];
  const give = (stage: string, graph: Graph, planned?: PlannedPass): StageGraph => {
    const given = { stage, graph, ...(planned && { planned }) };
    graphs.push(given);
    options.onGraph?.(stage, graph, blobs);
    return given;
  };
  let baseline = give('import', start);
  const walked = await walkStages<never>(session, { graph: start, current: start }, options, {
    plan({ notes }) {
      notes.forEach(report);
    },
    async pass(planned, stage, before) {
      const { run, graph } = await runMeasured(planned, stage, before, environment, meter);
      runs.push(run);
      const given = give(planned.name, graph, planned);
      if (planned.pass.givesBaseline === true) baseline = given;
      return graph;
    },
    async choose(choice, graph) {
      const { form, kernels, run } = await decideForm(session, backend, choice, graph, imported.record, options);
      if (run !== undefined) runs.push(run);
      return { form, kernels, current: graph };
    },
  });
  meter?.problems().forEach(report);
  return { ...walked, imported: imported.record, runs, graphs, baseline };
};
