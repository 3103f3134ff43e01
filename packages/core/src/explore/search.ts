import type { Priority } from '../hardware/target.ts';
import type { Candidate } from './candidate.ts';
import type { Outcome, Performed } from './job.ts';
import { oneOfEach, trains, withOneMore } from './begin.ts';
import { knownCandidates } from './known-candidates.ts';
import type { Pool } from './pool.ts';
import { promising } from './promising.ts';
import { lossAt, outlineScale } from './objectives.ts';
import { propose, type CostLimits, type Finding, type Proposal, type ProposalRequest } from './propose.ts';
import { takesLong } from './shortened.ts';
import type { SearchSpace } from './space.ts';

export interface SearchLimits {
  /** Jobs that are under way at a time: always so many, so that the order does not hang on the machine. */
  readonly atOnce: number;
  /** Candidates that are measured at most. */
  readonly evaluations: number;
  readonly costs: CostLimits;
}

/** What a search tells while it runs. */
export interface SearchStep {
  readonly outcomes: readonly Outcome[];
  /** Candidates that were looked at untrained. */
  readonly outlined: number;
  /** Candidates that may still be tried, at most. */
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
  /** Lowers and measures it untrained. undefined: it was stopped. */
  outline(candidate: Candidate): Promise<Performed | undefined>;
  onStep(step: SearchStep): void;
}

/** Begun with, before anything is learnt: what loses nothing, then single passes and sequences as their defaults have them. */
const begun = 8;

/** A growth of the hypervolume below this is not worth a trial, once so many were measured that it can be told. */
const leastGrowth = 2e-5;
const leastMeasured = 10;

/** Candidates that lowering alone refuses cost little; so many times the limit are tried at most. */
const refusedShare = 4;

/** Where nothing fitted so far, and nothing that is left is likelier to than this, nothing will. */
const leastHope = 0.005;

/**
 * Where passes train: so many candidates without them come first, since these take little; to so many of the best, each pass that trains is
 * added; and so many are looked at untrained in all before others are trained, which tells their sizes nearly, and of their losses
 * the order. Beyond the last number none is kept waiting for others.
 */
const [leastPlain, bases, leastOutlined, mostOutlined] = [16, 4, 64, 256];

/** Where the pool is but a sample, others are looked for beside the most promising candidates, so many of them in one step. */
const [mostPromising, widenedAtOnce] = [6, 2];

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

/** A candidate within all limits, as measured. */
const isWithin = ({ lowered, verdict }: Outcome, limit: number): boolean =>
  lowered?.over.length === 0 && verdict !== null && verdict.loss <= limit;

/** The same, its loss by its bound as well. */
const isCertain = (outcome: Outcome, limit: number): boolean =>
  isWithin(outcome, limit) && (outcome.verdict?.bound ?? 0) <= limit;

/** What is known of a candidate from its untrained form. */
const outlinedFinding = ({ isOver, loss, outcome }: Performed): Finding => ({
  ...findingOf(outcome),
  outlineLoss: loss ?? undefined,
  isOpen: !isOver,
});

/** What is known, as though nothing were ever trained: losses by the scale on which untrained ones are told apart. */
const asUntrained = (findings: ReadonlyMap<number, Finding>): ReadonlyMap<number, Finding> =>
  new Map(
    [...findings].map(([index, { costs, outlineLoss }]) => {
      const loss = outlineLoss === undefined ? undefined : lossAt(outlineScale(outlineLoss));
      return [index, { costs, loss, bound: loss }];
    }),
  );

/**
 * Tries candidates, the next ones chosen by what came of those before, until nothing promises anything or a limit is reached. Those that train
 * are looked at untrained first.
 */
export const search = async (request: SearchRequest): Promise<SearchResult> => {
  const { limits, onStep, outline, pool, priority, space, try: attempt } = request;
  const { atOnce } = limits;
  const { candidates, points, widen } = knownCandidates(space, pool);
  const outcomes: Outcome[] = [];
  const findings = new Map<number, Finding>();
  const most = Math.min(refusedShare * limits.evaluations, candidates.length);
  const first = Math.min(begun, pool.plain, most);
  let tried = 0;
  let outlined = 0;
  const at = (index: number): Candidate => candidates[index] as Candidate;
  const measured = (): number => outcomes.filter(({ verdict }) => verdict !== null).length;
  const left = (): number => Math.min(most - tried, limits.evaluations - measured());
  const tell = (): void => {
    onStep({ outcomes, outlined, left: left() });
  };
  /** @returns whether it was not stopped; of `tryAll` as well */
  const lookAt = async (indices: readonly number[]): Promise<boolean> => {
    const outlines = await Promise.all(indices.map((index) => outline(at(index))));
    for (const [i, found] of outlines.entries()) {
      if (found === undefined) return false;
      findings.set(indices[i] as number, outlinedFinding(found));
      if (found.isOver) outcomes.push(found.outcome);
    }
    outlined += indices.length;
    if (indices.length > 0) tell();
    return true;
  };
  const tryAll = async (indices: readonly number[]): Promise<boolean> => {
    const before = [...outcomes];
    const results = await Promise.all(indices.map((index) => attempt(at(index), before)));
    for (const [i, outcome] of results.entries()) {
      if (outcome === undefined) return false;
      const index = indices[i] as number;
      const { outlineLoss = trains(at(index)) ? undefined : outcome.verdict?.loss } = findings.get(index) ?? {};
      findings.set(index, { ...findingOf(outcome), outlineLoss });
      outcomes.push(outcome);
    }
    tried += indices.length;
    if (indices.length > 0) tell();
    return true;
  };
  /** Untrained, those that train; then what may be tried, unless what was seen so is to be thought about first. */
  const go = async (indices: readonly number[], waits: boolean): Promise<boolean> => {
    const fresh = indices.filter((index) => trains(at(index)) && !findings.has(index));
    if (!(await lookAt(fresh))) return false;
    return tryAll(
      indices.filter((index) => (!waits || !fresh.includes(index)) && (findings.get(index)?.isOpen ?? true)),
    );
  };
  const isKnown = (): boolean => outcomes.some((outcome) => isWithin(outcome, limits.costs.loss));
  const proposed = (more: Partial<ProposalRequest>): Proposal => {
    widen(promising(findings, limits.costs, priority).slice(0, mostPromising), widenedAtOnce);
    return propose({ points, findings, limits: limits.costs, count: Math.min(atOnce, left()), ...more });
  };
  const goAll = async (indices: readonly number[], look: typeof tryAll): Promise<boolean> => {
    for (let i = 0; i < indices.length && left() > 0; i += atOnce)
      if (!(await look(indices.slice(i, i + atOnce)))) return false;
    return true;
  };
  /** What needs no training; with one pass that trains beside it, untrained; then each of these passes once, trained. */
  const begin = async (): Promise<boolean> => {
    const { domains } = space;
    for (let count = 0; count < leastPlain && left() > 0; count += atOnce) {
      const among = (index: number): boolean => !trains(at(index));
      const { candidates: next } = proposed({ among, ...(!isKnown() && { seek: 'loss' }) });
      if (!(await tryAll(next))) return false;
    }
    const best = promising(findings, limits.costs, priority).filter((index) => !trains(at(index)));
    for (const index of best.slice(0, bases)) widen([index], 1);
    const beside = withOneMore(best.slice(0, bases).map(at), candidates, domains);
    if (
      !(await goAll(
        beside.filter((index) => !findings.has(index)),
        lookAt,
      ))
    )
      return false;
    return goAll(oneOfEach(findings, candidates, domains, limits.costs), tryAll);
  };
  for (let i = 0; i < first && left() > 0; i += atOnce) {
    const next = Array.from({ length: Math.min(atOnce, first - i, left()) }, (_, j) => i + j);
    if (!(await go(next, false))) return { outcomes, ended: 'stopped' };
  }
  const doesTrain = space.domains.some(({ pass }) => takesLong(pass));
  if (doesTrain && !(await begin())) return { outcomes, ended: 'stopped' };
  while (left() > 0) {
    // Until something is within all limits, what fits and loses least comes first.
    const seek = isKnown() ? 'growth' : 'loss';
    let next: readonly number[] = [];
    if (doesTrain && outlined < leastOutlined) {
      const untrained = { findings: asUntrained(findings), limits: { ...limits.costs, loss: Infinity } };
      next = proposed({ ...untrained, seek }).candidates.filter((index) => !findings.has(index));
    }
    if (next.length === 0) {
      const { candidates: best, growth, fits, certain } = proposed({});
      const idle = growth < leastGrowth && (measured() >= leastMeasured || fits < leastHope);
      // What was measured within the limit may be so by chance: while nothing is for certain, what promises to be is tried.
      const settled = certain < leastHope || outcomes.some((outcome) => isCertain(outcome, limits.costs.loss));
      if (best.length === 0 || (idle && settled)) return { outcomes, ended: 'converged' };
      if (!idle && isKnown()) next = best;
      else next = proposed({ seek: idle ? 'certainty' : seek }).candidates;
    }
    if (!(await go(next, outlined < mostOutlined))) return { outcomes, ended: 'stopped' };
  }
  return { outcomes, ended: outcomes.length === candidates.length ? 'exhausted' : 'evaluations' };
};
