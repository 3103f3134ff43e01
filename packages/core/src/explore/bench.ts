import { noSelectionData, searchTooLong } from '../diagnostics/catalogue/explore.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Executor } from '../evaluation/executor.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest, graphFromJson } from '../ir/serialize.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { graphMacs } from '../op/node-macs.ts';
import { modelFacts } from '../plan/model-facts.ts';
import type { Backend } from '../pipeline/backend.ts';
import { memoryLimits } from '../pipeline/budget.ts';
import { graphFacts } from '../pipeline/facts.ts';
import type { Json } from '../pipeline/json.ts';
import { selectData } from '../pipeline/select-data.ts';
import type { Selection } from '../pipeline/selection-stage.ts';
import { makeImportStage, openSession, passCode, type BuildOptions, type Session } from '../pipeline/session.ts';
import { runStage } from '../pipeline/stage.ts';
import { walkPasses } from '../pipeline/walk-stages.ts';
import type { Toolkit } from '../toolkit.ts';
import { checkExploreRequest } from './check-request.ts';
import { performJob, type JobFrame, type Performer } from './job.ts';
import { candidatePool, type Pool } from './pool.ts';
import type { CostLimits } from './propose.ts';
import { searchSpace, type SearchSpace } from './space.ts';
import type { Verdict } from './verdict.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

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

const frameOf = async (
  session: Session,
  graph: Graph,
  space: SearchSpace,
  options: BuildOptions,
): Promise<JobFrame> => {
  const { coreDigest, manifest, splits, target } = session;
  const { budget, explore: request, priority } = manifest;
  const passes = [
    ...space.common.map(({ pass }) => pass),
    ...space.domains.map(({ pass }) => pass),
    ...space.followers,
  ];
  const code = passes.map(async (pass) => [pass.name, await passCode(session, pass, options)] as const);
  return {
    model: graphDigest(graph),
    target: target as unknown as Json,
    budget: budget as unknown as Json,
    data: Object.fromEntries(
      await Promise.all(Object.entries(splits).map(async ([split, source]) => [split, await source.digest()] as const)),
    ),
    code: {
      tinyml: coreDigest,
      search: digestOf(
        canonicalJson([
          request.seed,
          priority,
          request.train,
          space.domains.map(({ ways }) => ways.map(({ options: one }) => one)),
        ] as never),
      ),
      ...Object.fromEntries(await Promise.all(code)),
    },
  };
};

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

/** All that candidates of a manifest are tried with: the same on every machine that has the same model, data, passes and tinyml. */
export interface SearchBench {
  readonly opened: Session;
  readonly session: Session;
  readonly selection: Selection;
  readonly space: SearchSpace;
  readonly pool: Pool;
  readonly limits: CostLimits;
  readonly frame: JobFrame;
  /** Does a part of a job here; `options`: its signal, cache and events. */
  performer(this: void, options: BuildOptions): Performer;
  workbench(this: void, options: BuildOptions): Workbench;
  /** The model that all are held against. */
  readonly baseline: Verdict;
}

/** What `openBench` takes beside what a build does. */
export interface BenchOptions extends BuildOptions {
  readonly executor: Executor;
  readonly evaluations: number;
  /** Multiplications that measuring every candidate may take, at most. Default: any number. */
  readonly mostWork?: number;
  /** Told of what is searched, before anything is tried. */
  onSpace?(space: SearchSpace, pool: Pool, selection: Selection): void;
}

/** @throws TinymlError of the manifest, TML420 where nothing tells models apart, TML423 where it would take too long */
export const openBench = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  given: BenchOptions,
): Promise<SearchBench> => {
  const { seed } = manifest.explore;
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
  const { count } = selection.choosing;
  const work = graphMacs(start, toolkit.operators) * count * given.evaluations;
  if (given.mostWork !== undefined && work > given.mostWork) throw new TinymlError(searchTooLong(count));
  given.onSpace?.(space, pool, selection);
  const baseline = await baselineOf(session, space, start, given);
  const request = { session, backend, imported, baseline, selection, executor: given.executor };
  const workbench = (options: BuildOptions): Workbench => openWorkbench({ ...request, options });
  const limits = costLimits(session);
  const frame = await frameOf(session, start, space, given);
  const own = session.target.priority[0] ?? 'size';
  return {
    opened,
    session,
    selection,
    space,
    pool,
    limits,
    frame,
    performer(options) {
      const setting = { workbench: workbench(options), frame, space, own, limits };
      return (candidate, share) => performJob(setting, candidate, share);
    },
    workbench,
    baseline: await workbench(given).judge(baseline),
  };
};
