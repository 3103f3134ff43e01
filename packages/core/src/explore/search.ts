import type { Priority } from '../hardware/target.ts';
import type { Candidate } from './candidate.ts';
import { featurePoints } from './features.ts';
import type { Outcome } from './job.ts';
import type { Pool } from './pool.ts';
import { propose, type CostLimits, type Finding } from './propose.ts';
import { takesLong } from './shortened.ts';
import type { SearchSpace } from './space.ts';

export interface SearchLimits {
  /** Candidates that are measured at most. */
  readonly evaluations: number;
  readonly costs: CostLimits;
}

/** What a search tells while it runs. */
export interface SearchStep {
  readonly outcomes: readonly Outcome[];
  /** Candidates that may still follow, at most. */
  readonly left: number;
}

export interface SearchResult {
  readonly outcomes: readonly Outcome[];
  /** `converged`: nothing that is left promises anything. `exhausted`: nothing is left. */
  readonly ended: 'converged' | 'exhausted' | 'evaluations' | 'stopped';
}

export interface SearchRequest {
  readonly space: SearchSpace;
  readonly pool: Pool;
  readonly limits: SearchLimits;
  readonly priority: Priority;
  /** Does a candidate's job; `before`: what came of the others, the same on every machine. undefined: it was stopped. */
  try(candidate: Candidate, before: readonly Outcome[]): Promise<Outcome | undefined>;
  onStep(step: SearchStep): void;
}

/** Jobs that are under way at a time: always so many, so that the order does not hang on the machine. */
const atOnce = 2;

/** Begun with, before anything is learnt: what loses nothing, then single passes and sequences as their defaults have them. */
const begun = 8;

/** A growth of the hypervolume below this is not worth a trial, once so many were measured that it can be told. */
const leastGrowth = 2e-5;
const leastMeasured = 10;

/** Candidates that lowering alone refuses cost little; so many times the limit are tried at most. */
const refusedShare = 4;

/** Where nothing fitted so far, and nothing that is left is likelier to than this, nothing will. */
const leastHope = 0.005;

/** But passes that train are told by their sizes, which cost little: so many are looked at before hope is given up. */
const leastOutlined = 64;

const known = (value: number | null): number => (value === null || value <= 0 ? 1 : value);

export const findingOf = ({ lowered, shortLoss, verdict }: Outcome): Finding => ({
  costs:
    lowered === null
      ? undefined
      : { flash: known(lowered.flash), ram: known(lowered.ram), cycles: known(lowered.cycles) },
  loss: verdict?.loss ?? shortLoss ?? undefined,
  bound: verdict?.bound ?? shortLoss ?? undefined,
  isWhole: verdict !== null,
});

/** A candidate whose loss is within the limit not only as measured, but by its bound. */
const isCertain = ({ lowered, verdict }: Outcome, limit: number): boolean =>
  lowered?.over.length === 0 && verdict !== null && (verdict.bound ?? verdict.loss) <= limit;

/** Tries candidates, the next ones chosen by what came of those before, until nothing promises anything or a limit is reached. */
export const search = async ({ space, pool, limits, try: attempt, onStep }: SearchRequest): Promise<SearchResult> => {
  const points = featurePoints(space.domains, pool.candidates);
  const outlines = space.domains.some(({ pass }) => takesLong(pass));
  const outcomes: Outcome[] = [];
  const findings = new Map<number, Finding>();
  const most = Math.min(refusedShare * limits.evaluations, pool.candidates.length);
  const first = Math.min(begun, pool.plain, most);
  const measured = (): number => outcomes.filter(({ verdict }) => verdict !== null).length;
  const left = (): number => Math.min(most - outcomes.length, limits.evaluations - measured());
  while (left() > 0) {
    const count = Math.min(atOnce, left());
    let next: readonly number[];
    if (outcomes.length < first)
      next = Array.from({ length: Math.min(count, first - outcomes.length) }, (_, i) => outcomes.length + i);
    else {
      const request = { points, findings, limits: limits.costs, count };
      const { candidates, growth, fits, certain } = propose(request);
      const idle = growth < leastGrowth && (measured() >= leastMeasured || fits < leastHope);
      // What was measured within the limit may be so by chance: while nothing is for certain, what promises to be is tried.
      const settled = certain < leastHope || outcomes.some((outcome) => isCertain(outcome, limits.costs.loss));
      const hopeless = idle && settled;
      const looksOn =
        outlines && outcomes.length < leastOutlined && !outcomes.some(({ lowered }) => lowered?.over.length === 0);
      if (candidates.length === 0 || (hopeless && !looksOn)) return { outcomes, ended: 'converged' };
      if (!idle) next = candidates;
      else next = propose({ ...request, seek: hopeless ? 'fit' : 'certainty' }).candidates;
    }
    const before = [...outcomes];
    const results = await Promise.all(next.map((index) => attempt(pool.candidates[index] as Candidate, before)));
    for (const [i, outcome] of results.entries()) {
      if (outcome === undefined) return { outcomes, ended: 'stopped' };
      findings.set(next[i] as number, findingOf(outcome));
      outcomes.push(outcome);
    }
    onStep({ outcomes, left: left() });
  }
  return { outcomes, ended: outcomes.length === pool.candidates.length ? 'exhausted' : 'evaluations' };
};
