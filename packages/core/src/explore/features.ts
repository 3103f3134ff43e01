import { canonicalJson } from '../ir/digest.ts';
import type { Candidate } from './candidate.ts';
import type { OptionDomain, PassDomain } from './domain.ts';
import type { Point } from './gaussian-process.ts';

const isNumeric = (values: readonly unknown[]): values is readonly number[] =>
  values.length > 1 && values.every((value) => typeof value === 'number');

/** Where a value stands: numbers by their rank, so that 7 is near 11 whatever comes after; words each on an axis of their own. */
const coordinatesOf = ({ values }: OptionDomain, value: unknown, present: boolean): readonly number[] => {
  if (values.length < 2) return [];
  if (isNumeric(values)) {
    const sorted = [...values].sort((a, b) => a - b);
    return [present ? sorted.indexOf(value as number) / (sorted.length - 1) : 0.5];
  }
  const own = canonicalJson(value ?? null);
  return values.map((one) => (present && canonicalJson(one ?? null) === own ? 0.5 : 0));
};

/** A candidate as a point, for what is learnt from those that were tried: passes that it has, options, and which comes first. */
export const featuresOf = (domains: readonly PassDomain[], { steps }: Candidate): Point => {
  const position = (domain: PassDomain): number => steps.findIndex(({ pass }) => pass === domain.pass);
  const own = domains.flatMap((domain) => {
    const step = steps[position(domain)];
    const options = domain.options.flatMap((option) =>
      coordinatesOf(option, step?.options[option.name], step !== undefined),
    );
    return [step === undefined ? 0 : 1, ...options];
  });
  const pairs = domains.flatMap((a, i) =>
    domains.slice(i + 1).map((b) => {
      const [first, second] = [position(a), position(b)];
      return first < 0 || second < 0 ? 0.5 : first < second ? 1 : 0;
    }),
  );
  return Float64Array.from([...own, ...pairs]);
};

/** Makes points of candidates, without the coordinates in which all of `candidates` are alike. */
export const featureSpace = (
  domains: readonly PassDomain[],
  candidates: readonly Candidate[],
): ((candidate: Candidate) => Point) => {
  const points = candidates.map((candidate) => featuresOf(domains, candidate));
  const [first] = points;
  const varying =
    first === undefined ? [] : [...first.keys()].filter((d) => points.some((point) => point[d] !== first[d]));
  return (candidate) => {
    const point = featuresOf(domains, candidate);
    return Float64Array.from(varying, (d) => point[d] ?? 0);
  };
};
