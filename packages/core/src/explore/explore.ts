import { lossAssumed, lossOnTest, noSelectionData, searchTooLong } from '../diagnostics/catalogue/explore.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Executor } from '../evaluation/executor.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest, graphFromJson } from '../ir/serialize.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { graphMacs } from '../op/node-macs.ts';
import { modelFacts } from '../plan/model-facts.ts';
import type { Backend } from '../pipeline/backend.ts';
import { memoryLimits } from '../pipeline/budget.ts';
import { graphFacts } from '../pipeline/facts.ts';
import type { Json } from '../pipeline/json.ts';
import { makeImportStage, openSession, type BuildOptions, type Session } from '../pipeline/session.ts';
import { selectData } from '../pipeline/select-data.ts';
import type { Selection } from '../pipeline/selection-stage.ts';
import { runStage } from '../pipeline/stage.ts';
import { walkPasses } from '../pipeline/walk-stages.ts';
import type { Toolkit } from '../toolkit.ts';
import { writeLock } from '../lock/write-lock.ts';
import { choiceOf } from './choice.ts';
import { checkExploreRequest } from './check-request.ts';
import { finish, type Ending, type ShownPoint } from './finish.ts';
import { outlineJob, runJob, type JobFrame, type Outcome } from './job.ts';
import { candidatePool, type Pool } from './pool.ts';
import { overBudgetProblem } from './over-budget.ts';
import type { CostLimits } from './propose.ts';
import { rungRecord, type RungRecord } from './rung.ts';
import { search, type SearchStep } from './search.ts';
import { takesLong } from './shortened.ts';
import { searchSpace, type SearchSpace } from './space.ts';
import { openWorkbench } from './workbench.ts';
import type { Verdict } from './verdict.ts';

export interface ExploreOptions extends BuildOptions {
  readonly executor: Executor;
  /** Candidates tried at most; default: the manifest's, else 48. */
  readonly evaluations?: number;
  /** Seconds; default: the manifest's. */
  readonly time?: number;
  /** Multiplications that measuring every candidate may take, at most. Default: any number. @throws TinymlError TML423 where it takes more */
  readonly mostWork?: number;
  /** Told of what is searched, before anything is tried. */
  onSpace?(space: SearchSpace, pool: Pool, selection: Selection): void;
  onStep?(step: SearchStep): void;
  /** Told where the choice was written, once it was. */
  onLock?(file: string): void;
}

/** What a search gave. */
export interface Exploration {
  readonly space: SearchSpace;
  readonly pool: Pool;
  readonly selection: Selection;
  readonly seed: number;
  /** The model that all are held against. */
  readonly baseline: Verdict;
  readonly outcomes: readonly Outcome[];
  /** How well a short training told what the whole one gives; null: nothing that was tried trains. */
  readonly rung: RungRecord | null;
  readonly ended: Ending;
  /** The chosen one first; empty: nothing is within the budget. */
  readonly points: readonly ShownPoint[];
  /** Whether the chosen one's loss is within the limit also by its 95 % bound. */
  readonly surely: boolean;
  /** Of the chosen one, on the samples that were kept back; null: there are none, or it was interrupted. */
  readonly reported: Verdict | null;
  /** What is over the budget (errors), and what is to be said. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A search without a limit tries so many. */
const usualEvaluations = 48;

/** Without `budget.accuracy-drop`. */
export const assumedLoss = 0.01;

const costLimits = (session: Session): CostLimits => {
  const { budget } = session.manifest;
  const { flash, ram } = memoryLimits(budget, session.target);
  const { clockHz } = session.target;
  return {
    flash: flash ?? Infinity,
    ram: ram ?? Infinity,
    cycles: budget.latency === null || clockHz === null ? Infinity : budget.latency * clockHz,
    loss: budget.accuracyDrop ?? assumedLoss,
  };
};

/** The session that knows the packages which the search is told of. */
const openSearch = (manifest: Manifest, base: Toolkit, options: BuildOptions): Promise<Session> => {
  const listed = typeof manifest.passes === 'string' ? [] : manifest.passes;
  const included = manifest.explore.include.map(({ name, at }) => ({ name, options: {}, at }));
  return openSession({ ...manifest, passes: [...listed, ...included] }, base, options);
};

const frameOf = async ({ manifest, target, splits }: Session, graph: Graph): Promise<JobFrame> => ({
  model: graphDigest(graph),
  target: target as unknown as Json,
  budget: manifest.budget as unknown as Json,
  data: Object.fromEntries(
    await Promise.all(Object.entries(splits).map(async ([split, source]) => [split, await source.digest()] as const)),
  ),
});

/** The imported model, or the one that training from scratch gives. */
const baselineOf = async (
  session: Session,
  space: SearchSpace,
  imported: Graph,
  options: BuildOptions,
): Promise<Graph> => {
  const last = space.common.findLastIndex(({ pass }) => pass.givesBaseline === true);
  return walkPasses<never>(session, space.common.slice(0, last + 1), imported, options, {
    async pass(_, stage) {
      const { record } = await runStage(stage, session.environment);
      return graphFromJson(record.output.value);
    },
  });
};

/**
 * Searches sequences of passes with their options for the best one by the manifest's priority within its budget. Writes nothing but the
 * cache, in which a second search finds all that this one has tried. Where its time is up or `signal` asks for it, it ends with what it has.
 */
export const explore = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  given: ExploreOptions,
): Promise<Exploration> => {
  const { seed } = manifest.explore;
  const time = given.time ?? manifest.explore.time;
  const signal = time === null ? given.signal : AbortSignal.any([given.signal, AbortSignal.timeout(time * 1000)]);
  const options: BuildOptions = { ...given, signal };
  const opened = await openSearch(manifest, base, given);
  const { toolkit } = opened.extended;
  checkExploreRequest(manifest, toolkit.passes);
  const { record: imported } = await runStage(await makeImportStage(opened), opened.environment);
  const start = graphFromJson(imported.output.value);
  const space = searchSpace(manifest, toolkit.passes, [...graphFacts(start, toolkit), ...modelFacts(manifest)]);
  const pool = candidatePool(space, seed);
  const selected = await selectData(opened, start, given.executor, seed);
  if (selected === undefined) throw new TinymlError(noSelectionData());
  const { session, selection } = selected;
  const evaluations = given.evaluations ?? manifest.explore.evaluations ?? usualEvaluations;
  const { count } = selection.choosing;
  if (given.mostWork !== undefined && graphMacs(start, toolkit.operators) * count * evaluations > given.mostWork)
    throw new TinymlError(searchTooLong(count));
  given.onSpace?.(space, pool, selection);
  const baseline = await baselineOf(session, space, start, given);
  const request = { session, backend, imported, baseline, selection, executor: given.executor };
  const workbench = openWorkbench({ ...request, options });
  // Without it nothing can be told of anything: the time that a search may take does not end it.
  const unlimited = openWorkbench({ ...request, options: given });
  const held = await unlimited.judge(baseline);
  const limits = costLimits(session);
  const frame = await frameOf(session, start);
  const own = session.target.priority[0] ?? 'size';
  const setting = { workbench, frame, space, own, limits };
  const { outcomes, ended } = await search({
    space,
    pool,
    priority: own,
    limits: { evaluations, costs: limits },
    async try(candidate, before) {
      try {
        return await runJob(setting, candidate, before);
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
    async outline(candidate) {
      try {
        return await outlineJob(setting, candidate);
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
    onStep: (step) => given.onStep?.(step),
  });
  const interrupted = given.signal.aborted;
  // What is left to do takes seconds: the end of the time is none of it.
  const last = interrupted ? undefined : unlimited;
  const { points, surely } = await finish(outcomes, last, space, session.target.priority, limits.loss);
  const diagnostics: Diagnostic[] = [];
  if (manifest.budget.accuracyDrop === null) diagnostics.push(lossAssumed(`${String(assumedLoss * 100)} points`));
  const chosen = points[0];
  if (chosen === undefined) diagnostics.push(overBudgetProblem(outcomes, limits, manifest.explore.train));
  const graph = chosen === undefined || last === undefined ? undefined : await last.optimise(chosen.passes);
  const reported = graph === undefined ? undefined : await last?.report(graph);
  if (chosen !== undefined && reported !== undefined && reported.loss > limits.loss)
    diagnostics.push(lossOnTest(chosen.verdict.loss, reported.loss, limits.loss));
  if (chosen !== undefined && graph !== undefined && diagnostics.every(({ severity }) => severity !== 'error'))
    given.onLock?.(await writeLock({ ...opened, manifest }, choiceOf(chosen, graph, outcomes, selection)));
  return {
    space,
    pool,
    selection,
    seed,
    baseline: held,
    outcomes,
    rung: space.domains.some(({ pass }) => takesLong(pass)) ? rungRecord(outcomes) : null,
    ended: ended === 'stopped' ? (interrupted ? 'interrupted' : 'time') : ended,
    points,
    surely,
    reported: reported ?? null,
    diagnostics,
  };
};
