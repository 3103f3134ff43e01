import { seededRandom } from '../pass/seeded-random.ts';
import { factsAfter, isReady, type FactState } from '../plan/facts.ts';
import { canonicalForm, thrownAway, type Candidate, type Step } from './candidate.ts';
import type { PassDomain } from './domain.ts';
import type { SearchSpace } from './space.ts';

/** Sequences of a space. */
export interface Pool {
  /** The one without a pass first, then those whose options are all defaults, the shortest first, then the others. */
  readonly candidates: readonly Candidate[];
  /** How many of them have only defaults: a search begins with these. */
  readonly plain: number;
  /** Orders that are in none of them, and why. */
  readonly wasteful: readonly string[];
  /** Sequences of the space that the pool has not: it is a seeded sample of them. */
  readonly notListed: number;
}

export interface PoolLimits {
  readonly candidates: number;
  readonly steps: number;
}

export const usualLimits: PoolLimits = { candidates: 2000, steps: 4 };

/** Sequences of passes, each once at most, whose facts hold; options apart. */
const orders = ({ domains, facts }: SearchSpace, steps: number, most: number): readonly (readonly PassDomain[])[] => {
  const found: (readonly PassDomain[])[] = [[]];
  let last: readonly { readonly order: readonly PassDomain[]; readonly state: FactState }[] = [
    { order: [], state: facts },
  ];
  for (let length = 1; length <= steps && found.length < most; length++) {
    last = last.flatMap(({ order, state }) =>
      domains
        .filter((domain) => !order.includes(domain) && isReady(state, domain.pass))
        .map((domain) => ({
          order: [...order, domain],
          state: factsAfter(state, domain.pass, domain.reference),
        })),
    );
    found.push(...last.map(({ order }) => order));
  }
  return found;
};

const waysOf = (order: readonly PassDomain[]): readonly (readonly Step[])[] =>
  order.reduce<readonly (readonly Step[])[]>(
    (some, { ways }) => some.flatMap((steps) => ways.map((way) => [...steps, way])),
    [[]],
  );

const countOf = (order: readonly PassDomain[]): number => order.reduce((product, { ways }) => product * ways.length, 1);

/** Sequences of a space, at most so many: all of them, or a seeded sample. Orders that throw work away are none. */
export const candidatePool = (space: SearchSpace, seed: number, limits: PoolLimits = usualLimits): Pool => {
  const wasteful = new Set<string>();
  const keeps = (steps: readonly Step[]): boolean => {
    const why = thrownAway(steps);
    if (why !== undefined) wasteful.add(why);
    return why === undefined;
  };
  const all = orders(space, limits.steps, limits.candidates);
  const defaults = all.map((order): readonly Step[] => order.flatMap(({ ways }) => ways.slice(0, 1)));
  const plain = defaults.filter(keeps).slice(0, limits.candidates);
  const listed = new Map<string, Candidate>(plain.map((steps) => [canonicalForm({ steps }), { steps }]));
  const total = all.reduce((sum, order) => sum + countOf(order), 0);
  const add = (steps: readonly Step[]): void => {
    const form = canonicalForm({ steps });
    if (!listed.has(form) && keeps(steps)) listed.set(form, { steps });
  };
  if (total <= limits.candidates) all.flatMap(waysOf).forEach(add);
  else {
    const random = seededRandom(seed);
    const any = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
    for (let tries = 0; tries < 10 * limits.candidates && listed.size < limits.candidates; tries++)
      add(any(all).map(({ ways }) => any(ways)));
  }
  return {
    candidates: [...listed.values()],
    plain: plain.length,
    wasteful: [...wasteful].sort(),
    notListed: total <= limits.candidates ? 0 : total - listed.size,
  };
};
