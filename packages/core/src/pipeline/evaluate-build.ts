import { noTestData } from '../diagnostics/catalogue/data.ts';
import { isTinymlError, TinymlError } from '../diagnostics/diagnostic.ts';
import type { Executor } from '../evaluation/executor.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Outcomes } from '../evaluation/outcomes.ts';
import { comparePaired, type PairedComparison } from '../evaluation/paired-comparison.ts';
import type { Score } from '../evaluation/score.ts';
import { digestOf } from '../ir/digest.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import { openLocked } from '../lock/open-locked.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import type { Toolkit } from '../toolkit.ts';
import type { Backend } from './backend.ts';
import { evaluationStage } from './evaluation-stage.ts';
import type { StageRecord } from './record.ts';
import { interruptible } from './interruptible.ts';
import { runBackend } from './run-backend.ts';
import { runPasses } from './run-passes.ts';
import { packageDigests, type BuildOptions, type Session } from './session.ts';
import { runStage } from './stage.ts';

/** What the device would need to run a graph: bytes, and the cost model's cycles. */
export interface Footprint {
  /** null: a kernel's size is not known. */
  readonly flash: number | null;
  readonly ram: number | null;
  readonly cycles: number | null;
}

/** A stage's graph, scored. */
export interface StageScore {
  readonly stage: string;
  readonly score: Score;
  /** Against the baseline, on the same samples; null up to it, and where the two were not scored alike. */
  readonly paired: PairedComparison | null;
  /** Whether this is the model that the others are held against. */
  readonly isBaseline: boolean;
  /** null: no C can be made of this graph as it is. */
  readonly footprint: Footprint | null;
  readonly cached: boolean;
}

/** What an executor makes C with, where it does; samples used at most; the split that they come from (default: `test`). */
export interface ScoreOptions extends BuildOptions {
  readonly split?: DataSplit;
  readonly backend?: Pick<Backend<never>, 'digest'>;
  readonly most?: number;
}

/** A graph's evaluation. `available`: samples that there are, also where fewer were used. */
export interface Scored extends Evaluation {
  readonly cached: boolean;
  readonly available: number;
}

/**
 * The score of one graph of a session on the data of a split. @throws TinymlError TML815 where there is none
 */
export const scoreGraph = async (
  session: Session,
  stage: string,
  graph: Graph,
  executor: Executor,
  { backend, most, split = 'test', ...options }: ScoreOptions,
): Promise<Scored> => {
  const { splits, blobs, extended, coreDigest, environment, operatorPackages } = session;
  const source = splits[split];
  if (source === undefined) throw new TinymlError(noTestData());
  const name = `evaluate ${stage}`;
  const [code, packages] =
    backend === undefined
      ? [coreDigest, operatorPackages]
      : [digestOf(coreDigest + (await backend.digest())), await packageDigests(session, options.store)];
  const { record, cached } = await runStage(
    evaluationStage(name, { graph, constants: blobs, toolkit: extended.toolkit }, { split, source }, code, packages, {
      executor,
      ...(most !== undefined && { most }),
      signal: options.signal,
      progress: (done) => {
        options.onEvent({ type: 'progress', stage: name, done });
      },
    }),
    environment,
  );
  const { value, metrics } = record.output;
  return { ...(value as unknown as Evaluation), cached, available: Number(metrics['available']) };
};

const footprintOf = async <P>(
  session: Session,
  graph: Graph,
  imported: StageRecord,
  backend: Backend<P>,
  options: BuildOptions,
): Promise<Footprint | null> => {
  const quiet = { ...session.environment, onEvent: () => undefined };
  try {
    const { tree } = await runBackend(session, backend, { graph, imported }, options, quiet);
    const { memory, metrics } = tree.record;
    const cycles = metrics['estimatedCycles'];
    return { flash: memory.flash, ram: memory.ram, cycles: typeof cycles === 'number' ? cycles : null };
  } catch (error) {
    if (isTinymlError(error)) return null;
    throw error;
  }
};

const pairedWith = (outcomes: Outcomes | undefined, held: Outcomes | undefined): PairedComparison | null =>
  outcomes === undefined || held === undefined ? null : (comparePaired(outcomes, held) ?? null);

/**
 * Scores the graph that each stage of a build gives on `data.test`, with the flash, RAM and cycles that it would take.
 * Writes nothing but the cache. A stage that changed nothing has the score of the one before.
 * @throws TinymlError TML815 without test data, and what the stages throw
 */
export const evaluateBuild = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  executor: Executor,
  options: BuildOptions,
): Promise<readonly StageScore[]> => {
  if (manifest.data.test === undefined) throw new TinymlError(noTestData());
  const { session } = await openLocked(manifest, base, options);
  const { graphs, imported, baseline, session: chosen } = await runPasses(session, backend, options);
  const scores: StageScore[] = [];
  let before: string | undefined;
  let latest: Outcomes | undefined;
  let held: Outcomes | undefined;
  for (const { stage, graph } of graphs) {
    await interruptible(options.signal);
    const isBaseline = stage === baseline.stage;
    const digest = graphDigest(graph);
    const last = scores.at(-1);
    if (digest === before && last !== undefined) {
      if (isBaseline) held = latest;
      scores.push({ ...last, stage, isBaseline, paired: pairedWith(latest, isBaseline ? undefined : held) });
      continue;
    }
    before = digest;
    const { score, outcomes, cached } = await scoreGraph(session, stage, graph, executor, { ...options, backend });
    latest = outcomes;
    const paired = pairedWith(latest, held);
    if (isBaseline) held = outcomes;
    const footprint = await footprintOf(chosen, graph, imported, backend, options);
    scores.push({ stage, score, paired, isBaseline, cached, footprint });
  }
  return scores;
};
