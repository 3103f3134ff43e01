import { lossAssumed, lossOnTest, otherThanWorker } from '../diagnostics/catalogue/explore.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { graphDigest } from '../ir/serialize.ts';
import { writeLock } from '../lock/write-lock.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Backend } from '../pipeline/backend.ts';
import type { Selection } from '../pipeline/selection-stage.ts';
import type { BuildOptions } from '../pipeline/session.ts';
import type { Toolkit } from '../toolkit.ts';
import { assumedLoss, openBench, type BenchOptions } from './bench.ts';
import { choiceOf } from './choice.ts';
import { finish, type Ending, type ShownPoint } from './finish.ts';
import { runJob, type JobFrame, type Outcome, type Performer } from './job.ts';
import { overBudgetProblem } from './over-budget.ts';
import type { Pool } from './pool.ts';
import { rungRecord, type RungRecord } from './rung.ts';
import { search, type SearchStep } from './search.ts';
import { takesLong } from './shortened.ts';
import type { SearchSpace } from './space.ts';
import type { Verdict } from './verdict.ts';

export interface ExploreOptions extends Omit<BenchOptions, 'evaluations'> {
  /** Candidates tried at most; default: the manifest's, else 48. */
  readonly evaluations?: number;
  /** Seconds; default: the manifest's. */
  readonly time?: number;
  /** Who does jobs of this frame instead of this process: other machines. `local`: this process. */
  perform?(frame: JobFrame, signal: AbortSignal, local: Performer): Performer;
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
  const evaluations = given.evaluations ?? manifest.explore.evaluations ?? usualEvaluations;
  const bench = await openBench(manifest, base, backend, { ...given, evaluations });
  const { baseline: held, limits, opened, pool, selection, session, space } = bench;
  // What is left to do when the time is up takes seconds.
  const unlimited = bench.workbench(given);
  const own = session.target.priority[0] ?? 'size';
  const local = bench.performer(options);
  const perform = given.perform?.(bench.frame, signal, local) ?? local;
  /** undefined: it was stopped. */
  const unlessStopped = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  };
  const { outcomes, ended } = await search({
    space,
    pool,
    priority: own,
    limits: { atOnce: manifest.explore.parallel, evaluations, costs: limits },
    try: (candidate, before) => unlessStopped(() => runJob(perform, limits.loss, candidate, before)),
    outline: (candidate) => unlessStopped(() => perform(candidate, 0)),
    onStep: (step) => given.onStep?.(step),
  });
  const interrupted = given.signal.aborted;
  const last = interrupted ? undefined : unlimited;
  const { points, surely } = await finish(outcomes, last, space, session.target.priority, limits.loss);
  const diagnostics: Diagnostic[] = [];
  if (manifest.budget.accuracyDrop === null) diagnostics.push(lossAssumed(`${String(assumedLoss * 100)} points`));
  const chosen = points[0];
  if (chosen === undefined) diagnostics.push(overBudgetProblem(outcomes, limits, manifest.explore.train));
  const graph = chosen === undefined || last === undefined ? undefined : await last.optimise(chosen.passes);
  const reported = graph === undefined ? undefined : await last?.report(graph);
  const told = outcomes.find(({ candidate }) => candidate === chosen?.candidate);
  // What another machine says of a choice is done again here before it counts.
  if (given.perform !== undefined && graph !== undefined && last !== undefined && told !== undefined) {
    const { loss } = await last.judge(graph);
    if (told.graph !== graphDigest(graph) || told.verdict?.loss !== loss)
      diagnostics.push(otherThanWorker(told.by ?? 'a worker', told.verdict?.loss ?? null, loss));
  }
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
