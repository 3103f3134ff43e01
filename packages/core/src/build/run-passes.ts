import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest, graphFromJson } from '../ir/serialize.ts';
import { interruptible } from './interruptible.ts';
import type { BuildEvent } from './event.ts';
import type { StageRecord } from './record.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import type { Backend } from './backend.ts';
import { decideForm } from './decide-form.ts';
import { makeImportStage, makePassStage, planPasses, type BuildOptions, type Session } from './session.ts';
import type { QualityMeter } from './stage-quality.ts';
import { runStage, type Stage, type StageEnvironment, type StageRun } from './stage.ts';
import { withPriority } from './trial.ts';

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
}

/** Runs a stage; where outputs may have changed, its line and its metrics also tell what became of them. */
const runMeasured = async (
  planned: PlannedPass,
  stage: Stage,
  before: Graph,
  environment: StageEnvironment,
  meter: QualityMeter | undefined,
): Promise<{ readonly run: StageRun; readonly graph: Graph }> => {
  const measures = meter !== undefined && planned.pass.preserves === 'none';
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
export const runPasses = async (
  session: Session,
  backend: Backend,
  options: BuildOptions,
  meter?: QualityMeter,
): Promise<OptimisedModel> => {
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
  const runAll = async (stages: readonly PlannedPass[]): Promise<void> => {
    for (const planned of stages) {
      await interruptible(options.signal);
      const stage = await makePassStage(session, planned, graph, options);
      const { run, graph: after } = await runMeasured(planned, stage, graph, environment, meter);
      runs.push(run);
      graph = after;
      const given = { stage: planned.name, graph };
      graphs.push(given);
      if (planned.pass.givesBaseline === true) baseline = given;
      options.onGraph?.(planned.name, graph, blobs);
    }
  };
  const { choice } = plan;
  await runAll(choice?.common ?? plan.stages);
  let { target } = session;
  if (choice !== undefined) {
    const decided = await decideForm(session, backend, choice, graph, imported.record, options);
    if (decided.run !== undefined) runs.push(decided.run);
    await runAll(decided.form.stages);
    target = withPriority(target, decided.kernels);
  }
  meter?.problems().forEach(report);
  return { graph, session: { ...session, target }, imported: imported.record, runs, graphs, baseline };
};
