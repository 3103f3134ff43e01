import { canonicalForm, type Candidate } from './candidate.ts';
import { featureSpace } from './features.ts';
import type { Point } from './gaussian-process.ts';
import { neighboursOf } from './neighbours.ts';
import { usualLimits, type Pool } from './pool.ts';
import type { SearchSpace } from './space.ts';

/** The candidates that a search knows: those of the pool, and where that is but a sample, what lies beside those that turned out well. */
export interface KnownCandidates {
  readonly candidates: readonly Candidate[];
  /** What is learnt goes by: one for each candidate. */
  readonly points: readonly Point[];
  /** Adds what one change makes of the first of these candidates for which that was not done, so many of them. */
  widen(this: void, indices: readonly number[], count: number): void;
}

/** More are not kept: each step of a search looks at all of them. */
const most = 4000;

export const knownCandidates = (space: SearchSpace, pool: Pool): KnownCandidates => {
  const candidates = [...pool.candidates];
  const pointOf = featureSpace(space.domains, candidates);
  const points = candidates.map(pointOf);
  const forms = new Set(candidates.map(canonicalForm));
  const widened = new Set<number>();
  return {
    candidates,
    points,
    widen(indices, count) {
      if (pool.notListed === 0) return;
      for (const index of indices.filter((one) => !widened.has(one)).slice(0, count)) {
        widened.add(index);
        for (const one of neighboursOf(space, candidates[index] as Candidate, usualLimits.steps)) {
          const form = canonicalForm(one);
          if (candidates.length >= most || forms.has(form)) continue;
          forms.add(form);
          candidates.push(one);
          points.push(pointOf(one));
        }
      }
    },
  };
};
