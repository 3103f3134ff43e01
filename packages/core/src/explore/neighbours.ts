import { canonicalJson } from '../ir/digest.ts';
import { factsAfter, isReady } from '../plan/facts.ts';
import { thrownAway, type Candidate, type Step } from './candidate.ts';
import type { PassDomain } from './domain.ts';
import type { SearchSpace } from './space.ts';

/** Whether the facts of each pass hold where it stands, and nothing that one makes is thrown away by another. */
const isSequence = ({ facts }: SearchSpace, steps: readonly Step[]): boolean => {
  let state = facts;
  for (const { pass, reference } of steps) {
    if (!isReady(state, pass)) return false;
    state = factsAfter(state, pass, reference);
  }
  return thrownAway(steps) === undefined;
};

/** How many options two ways of a pass have otherwise. */
const difference = ({ options }: PassDomain, a: Step, b: Step): number =>
  options.filter(({ name }) => canonicalJson(a.options[name] ?? null) !== canonicalJson(b.options[name] ?? null))
    .length;

/**
 * The sequences that one change makes of a candidate: another value of an option, a pass left out, one put in or in the place of another with
 * its defaults, or two that follow each other exchanged.
 */
export const neighboursOf = (space: SearchSpace, { steps }: Candidate, mostSteps: number): readonly Candidate[] => {
  const { domains } = space;
  const others = domains.filter(({ pass }) => !steps.some((step) => step.pass === pass));
  const usual = others.flatMap(({ ways }) => ways.slice(0, 1));
  const changed = (at: number, ...now: readonly Step[]): readonly Step[] => [
    ...steps.slice(0, at),
    ...now,
    ...steps.slice(at + 1),
  ];
  const found = [
    ...steps.flatMap((step, at) => {
      const domain = domains.find(({ pass }) => pass === step.pass);
      const ways = domain?.ways.filter((way) => difference(domain, step, way) === 1) ?? [];
      return ways.map((way) => changed(at, way));
    }),
    ...steps.map((_, at) => changed(at)),
    ...usual.flatMap((step) => steps.map((_, at) => changed(at, step))),
    ...steps.slice(1).map((step, at) => [...steps.slice(0, at), step, steps[at] as Step, ...steps.slice(at + 2)]),
    ...(steps.length < mostSteps
      ? usual.flatMap((step) =>
          [...steps.keys(), steps.length].map((at) => [...steps.slice(0, at), step, ...steps.slice(at)]),
        )
      : []),
  ];
  return found.filter((one) => isSequence(space, one)).map((one) => ({ steps: one }));
};
