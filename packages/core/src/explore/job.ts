import { isTinymlError } from '../diagnostics/diagnostic.ts';
import type { Priority } from '../hardware/target.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import type { Json } from '../pipeline/json.ts';
import { canonicalForm, type Candidate } from './candidate.ts';
import { costExcess } from './cost-excess.ts';
import { plannedPasses } from './planned.ts';
import type { CostLimits } from './propose.ts';
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
  /** null: lowering alone showed that it is over budget, and it was not measured. */
  readonly verdict: Verdict | null;
}

export const jobOf = (frame: JobFrame, space: SearchSpace, candidate: Candidate): Job => ({
  schema: 'tinyml-job/1',
  ...frame,
  passes: plannedPasses(space, candidate).map(({ pass, options }) => ({
    name: pass.name,
    version: pass.version,
    options,
  })) as unknown as Json,
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

/** Does a candidate's job: its passes, then `lower`, and only where that is within the budget a measurement. */
export const runJob = async (
  workbench: Workbench,
  frame: JobFrame,
  space: SearchSpace,
  candidate: Candidate,
  own: Priority,
  limits: CostLimits,
): Promise<Outcome> => {
  const job = digestOf(canonicalJson(jobOf(frame, space, candidate)));
  const nothing = { candidate, job, graph: null, lowered: null, verdict: null };
  try {
    const graph = await workbench.optimise(plannedPasses(space, candidate));
    const lowered = await lowerWithin(workbench, graph, own, limits);
    const digest = graphDigest(graph);
    if (lowered === undefined) return { ...nothing, graph: digest, refused: 'no C can be made of it' };
    const verdict = lowered.over.length > 0 ? null : await workbench.judge(graph);
    return { candidate, job, graph: digest, refused: null, lowered, verdict };
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return { ...nothing, refused: error.diagnostics[0]?.message ?? canonicalForm(candidate) };
  }
};
