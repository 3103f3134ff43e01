import type { Fact, Pass } from '../pass/define-pass.ts';

/** What holds at one point of a plan, and which stage took away what held before. */
export interface FactState {
  readonly holds: ReadonlySet<Fact>;
  readonly lostTo: ReadonlyMap<Fact, string>;
}

export const startFacts = (facts: Iterable<Fact>): FactState => ({ holds: new Set(facts), lostTo: new Map() });

export const isReady = (state: FactState, pass: Pass): boolean => pass.requires.every((fact) => state.holds.has(fact));

/** The facts after `pass`: what it invalidates goes first, so that a pass may establish anew what it breaks. */
export const factsAfter = (state: FactState, pass: Pass, stage: string): FactState => {
  const holds = new Set(state.holds);
  const lostTo = new Map(state.lostTo);
  for (const fact of pass.invalidates) {
    if (holds.delete(fact)) lostTo.set(fact, stage);
  }
  for (const fact of pass.establishes) {
    holds.add(fact);
    lostTo.delete(fact);
  }
  return { holds, lostTo };
};
