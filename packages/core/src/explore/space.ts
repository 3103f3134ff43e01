import type { Manifest } from '../manifest/manifest.ts';
import { neededData, preservedBy, type DataSplit, type Fact, type Pass } from '../pass/define-pass.ts';
import { startFacts, factsAfter, type FactState } from '../plan/facts.ts';
import { ownPasses } from '../plan/lossless.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import { resolvePasses } from '../plan/resolve.ts';
import { passDomain, type PassDomain } from './domain.ts';

/** A pass that no sequence has, and why. */
export interface LeftOut {
  readonly pass: string;
  readonly why: string;
}

/** What a search may try: sequences of passes, each with options, after those that lose nothing. */
export interface SearchSpace {
  /** The passes that every candidate begins with. */
  readonly common: readonly PlannedPass[];
  /** What holds after them. */
  readonly facts: FactState;
  readonly domains: readonly PassDomain[];
  /** Passes that follow by themselves wherever a form has been made that they suit. */
  readonly followers: readonly Pass[];
  readonly leftOut: readonly LeftOut[];
}

type SpaceRequest = Pick<Manifest, 'model' | 'passes' | 'priority' | 'data' | 'source' | 'explore'>;

/** Why a pass is in no sequence; undefined: it may be. */
const reasonAgainst = (
  pass: Pass,
  reference: string,
  { explore, data }: SpaceRequest,
  foreign: boolean,
): string | undefined => {
  const named = (list: readonly { readonly name: string }[]): boolean =>
    list.some(({ name }) => name === reference || name === pass.name);
  if (named(explore.exclude)) return 'explore.passes.exclude names it';
  if (named(explore.include)) return undefined;
  if (foreign) return undefined;
  if (pass.changesCalls === true)
    return 'the model would be called in another way: only explore.passes.include brings it in';
  if (pass.auto?.first !== undefined) return 'it comes before all others where the network is untrained';
  const trains = neededData(pass, {}).includes('train') || pass.needs.includes('train');
  if (trains && !explore.train) return 'it trains: `explore: { train: true }` brings it in';
  const missing = [...pass.needs].find((split: DataSplit) => data[split] === undefined);
  if (missing !== undefined) return `it needs data.${missing}`;
  return undefined;
};

/** Passes that make something other of the model than its lossless form. */
const changesModel = (pass: Pass): boolean =>
  preservedBy(pass, {}) === 'none' &&
  (Object.keys(pass.search).length > 0 || pass.auto?.afterForm !== undefined || pass.auto?.forms !== undefined);

/** Each pass by the name that a manifest calls it by. */
const references = (passes: ReadonlyMap<string, Pass>): ReadonlyMap<Pass, string> => {
  const found = new Map<Pass, string>();
  for (const [name, pass] of passes) if (!found.has(pass)) found.set(pass, name);
  return found;
};

/** The space of a model of which `facts` hold as imported. */
export const searchSpace = (
  request: SpaceRequest,
  passes: ReadonlyMap<string, Pass>,
  facts: Iterable<Fact>,
): SearchSpace => {
  const start = [...facts];
  const plan = resolvePasses({ ...request, passes: 'auto' }, passes, start);
  const common = plan.choice?.common ?? plan.stages;
  const after = common.reduce((state, { pass, name }) => factsAfter(state, pass, name), startFacts(start));
  const own = new Set(ownPasses(passes));
  const leftOut: LeftOut[] = [];
  const given = new Set(Object.keys(request.data));
  const domains = [...references(passes)].flatMap(([pass, reference]): readonly PassDomain[] => {
    const isNamed = request.explore.include.some(({ name }) => name === reference || name === pass.name);
    if (!isNamed && own.has(pass) && !changesModel(pass)) return [];
    const why = reasonAgainst(pass, reference, request, !own.has(pass));
    if (why !== undefined) {
      leftOut.push({ pass: reference, why });
      return [];
    }
    const values = Object.fromEntries(
      request.explore.domains
        .filter((domain) => domain.pass === reference || domain.pass === pass.name)
        .map((domain) => [domain.option, domain.values]),
    );
    const domain = passDomain(pass, reference, values);
    const ways = domain.ways.filter(({ options }) => neededData(pass, options).every((split) => given.has(split)));
    if (ways.length < domain.ways.length)
      leftOut.push({ pass: reference, why: 'data.calibration would give it more options' });
    return ways.length === 0 ? [] : [{ ...domain, ways }];
  });
  return {
    common,
    facts: after,
    domains: domains.toSorted((a, b) => (a.reference < b.reference ? -1 : 1)),
    followers: [...own].filter(({ auto }) => auto?.afterForm?.runs === 'always'),
    leftOut,
  };
};
