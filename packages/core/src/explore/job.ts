import { isTinymlError } from '../diagnostics/diagnostic.ts';
import type { Priority } from '../hardware/target.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import type { Json } from '../pipeline/json.ts';
import { canonicalForm, type Candidate } from './candidate.ts';
import { costExcess } from './cost-excess.ts';
import { plannedPasses } from './planned.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import type { CostLimits } from './propose.ts';
import { isPromising, rungRecord, shortShare } from './rung.ts';
import { shortened, takesLong } from './shortened.ts';
import type { SearchSpace } from './space.ts';
import type { Verdict } from './verdict.ts';
import type { Lowered, Workbench } from './workbench.ts';

/** All that decides what comes of a candidate, as digests and JSON: whoever has the model, the data and the same tinyml can do it. */
export interface Job {
  readonly schema: 'tinyml-job/1';
  /** Of the imported graph. */
  readonly model: Digest;
  readonly passes: Json;
  readonly target: Json;
  readonly budget: Json;
  /** Of the splits that passes and the choice read. */
  readonly data: Readonly<Record<string, string>>;
  /** Of the code of tinyml and of each pass that may be in it. */
  readonly code: Readonly<Record<string, string>>;
}

export type JobFrame = Omit<Job, 'schema' | 'passes'>;

/** What came of it. */
export interface Outcome {
  readonly candidate: Candidate;
  /** Of the job. */
  readonly job: Digest;
  /** Of the optimised graph; null where a pass refused it. */
  readonly graph: Digest | null;
  /** Why nothing came of it; null: something did. */
  readonly refused: string | null;
  /** With the kernels that the manifest's priority takes, or with others where these are over the budget: those that are within it, or nearest to it. */
  readonly lowered: Lowered | null;
  /** null: it was not measured, as it is over budget, or as a short training promised too little. */
  readonly verdict: Verdict | null;
  /** Of its training, how much it got: 0 where its form and size alone were over budget, 1 where it got all, or has none. */
  readonly share: number;
  /** What it lost after a short training; null: there was none. */
  readonly shortLoss: number | null;
  /** The worker that did it; undefined: this process. */
  readonly by?: string;
}

export const jobOf = (frame: JobFrame, passes: readonly PlannedPass[]): Job => ({
  schema: 'tinyml-job/1',
  ...frame,
  passes: passes.map(({ pass, options }) => ({ name: pass.name, version: pass.version, options })) as unknown as Json,
});

/** The manifest's own first: others are looked at only where these are over budget. */
export const kernelOrder = (own: Priority): readonly Priority[] => [
  own,
  ...(['size', 'balanced', 'latency'] as const).filter((one) => one !== own),
];

const lowerWithin = async (
  workbench: Workbench,
  graph: Parameters<Workbench['lower']>[0],
  own: Priority,
  limits: CostLimits,
): Promise<Lowered | undefined> => {
  let nearest: Lowered | undefined;
  for (const kernels of kernelOrder(own)) {
    const lowered = await workbench.lower(graph, kernels);
    if (lowered?.over.length === 0) return lowered;
    if (lowered !== undefined && (nearest === undefined || costExcess(lowered, limits) < costExcess(nearest, limits)))
      nearest = lowered;
  }
  return nearest;
};

/** What a candidate is tried with, and against. */
export interface JobSetting {
  readonly workbench: Workbench;
  readonly frame: JobFrame;
  readonly space: SearchSpace;
  /** The manifest's first priority. */
  readonly own: Priority;
  readonly limits: CostLimits;
}

/**
 * Sizes of an untrained form may be so much larger than the trained one's: where weights are coded by how often they occur, else only where a
 * shorter sequence of instructions suits the values.
 */
const outlineMargin = { coded: 1.1, plain: 1.01 };

const isFarOver = (graph: Graph, lowered: Lowered, { cycles, flash, ram }: CostLimits): boolean => {
  const isCoded = [...graph.values.values()].some(({ encoding }) => encoding !== undefined);
  const margin = isCoded ? outlineMargin.coded : outlineMargin.plain;
  return costExcess(lowered, { flash: flash * margin, ram: ram * margin, cycles: cycles * margin }) > 0;
};

/** Does one job: its passes, then `lower`, and only where that is within the budget a measurement. `share`: of its training that is in `passes`. */
const runPasses = async (
  { frame, limits, own, workbench }: JobSetting,
  candidate: Candidate,
  passes: readonly PlannedPass[],
  share: number,
): Promise<Outcome> => {
  const job = digestOf(canonicalJson(jobOf(frame, passes)));
  const nothing = { candidate, job, graph: null, lowered: null, verdict: null, share, shortLoss: null };
  try {
    const graph = await workbench.optimise(passes);
    const lowered = await lowerWithin(workbench, graph, own, limits);
    const digest = graphDigest(graph);
    if (lowered === undefined) return { ...nothing, graph: digest, refused: 'no C can be made of it' };
    const verdict = lowered.over.length > 0 ? null : await workbench.judge(graph);
    return { ...nothing, graph: digest, refused: null, lowered, verdict };
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return { ...nothing, refused: error.diagnostics[0]?.message ?? canonicalForm(candidate) };
  }
};

/** A candidate in a share of its training. */
export interface Performed {
  /** Of an untrained one its costs alone. */
  readonly outcome: Outcome;
  /** It would be over the budget trained, too. */
  readonly isOver: boolean;
  /** What it loses so; null: it was not measured, as it is over. */
  readonly loss: number | null;
}

/** Does a part of a candidate's job, here or on another machine: untrained (`share` 0), with a short training, or whole (1). */
export type Performer = (candidate: Candidate, share: number) => Promise<Performed>;

/** Lowers a candidate, untrained where it trains, and measures it where it may fit. What refuses it so may take it trained. */
const outlineOf = async (setting: JobSetting, candidate: Candidate): Promise<Performed> => {
  const { frame, limits, own, space, workbench } = setting;
  const passes = plannedPasses(space, candidate);
  const outline = shortened(passes, space.common.length, 0) ?? passes;
  const job = digestOf(canonicalJson(jobOf(frame, outline)));
  const nothing = {
    candidate,
    job,
    graph: null,
    refused: null,
    lowered: null,
    verdict: null,
    share: 0,
    shortLoss: null,
  };
  try {
    const graph = await workbench.optimise(outline);
    const lowered = (await lowerWithin(workbench, graph, own, limits)) ?? null;
    const isOver = lowered !== null && isFarOver(graph, lowered, limits);
    const loss = lowered === null || isOver ? null : (await workbench.judge(graph)).loss;
    return { outcome: { ...nothing, graph: graphDigest(graph), lowered }, isOver, loss };
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return { outcome: nothing, isOver: false, loss: null };
  }
};

/** Does a part of a candidate's job here. */
export const performJob = async (setting: JobSetting, candidate: Candidate, share: number): Promise<Performed> => {
  if (share === 0) return outlineOf(setting, candidate);
  const { space } = setting;
  const passes = plannedPasses(space, candidate);
  const fewer = share < 1 ? shortened(passes, space.common.length, share) : undefined;
  const outcome = await runPasses(setting, candidate, fewer ?? passes, fewer === undefined ? 1 : share);
  return { outcome, isOver: false, loss: outcome.verdict?.loss ?? null };
};

/**
 * Tries a candidate. One that trains gets a short training first, and the whole one
 * only where that promises something beside `before`, the candidates that were tried so far.
 */
export const runJob = async (
  perform: Performer,
  limit: number,
  candidate: Candidate,
  before: readonly Outcome[],
): Promise<Outcome> => {
  const isShortened = !rungRecord(before).dropped && candidate.steps.some(({ pass }) => takesLong(pass));
  const tried = isShortened ? (await perform(candidate, shortShare)).outcome : undefined;
  const shortLoss = tried?.verdict?.loss ?? null;
  if (tried !== undefined && shortLoss !== null && !isPromising(shortLoss, limit, before))
    return { ...tried, verdict: null, shortLoss };
  return { ...(await perform(candidate, 1)).outcome, shortLoss };
};
