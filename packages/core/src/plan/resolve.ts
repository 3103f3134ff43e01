import * as messages from '../diagnostics/catalogue/plan.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import type { Manifest, PassRequest } from '../manifest/manifest.ts';
import { placedAt } from '../manifest/place.ts';
import { neededData, type Fact, type Pass } from '../pass/define-pass.ts';
import { automaticPlan } from './automatic.ts';
import { factsAfter, startFacts, type FactState } from './facts.ts';
import type { FormChoice } from './forms.ts';
import { checkOptions } from './options.ts';
import type { PlannedPass } from './planned-pass.ts';
import { named, type Unnamed } from './stage-names.ts';
import { wastedWork } from './wasted-work.ts';

export interface Plan {
  /** With the form that is taken where nothing is tried. */
  readonly stages: readonly PlannedPass[];
  /** What may be tried instead. */
  readonly choice?: FormChoice;
  readonly notes: readonly Diagnostic[];
}

/** What a plan is made from. */
export type PlanRequest = Pick<Manifest, 'model' | 'passes' | 'priority' | 'data' | 'source'>;

/** What to do about a fact that does not hold: who could establish it. */
const factHint = (fact: Fact, pass: Pass, passes: ReadonlyMap<string, Pass>): string => {
  const makers = [
    ...new Set([...passes.values()].filter(({ establishes }) => establishes.includes(fact)).map(({ name }) => name)),
  ].sort();
  if (makers.length > 0) return `put ${makers.map((name) => `\`${name}\``).join(' or ')} before ${pass.name}`;
  if (fact === 'float') return 'the model is quantised already: start from the float model';
  return 'no pass establishes it: it has to hold for the model itself';
};

const factProblems = (pass: Pass, state: FactState, passes: ReadonlyMap<string, Pass>): readonly Diagnostic[] =>
  pass.requires
    .filter((fact) => !state.holds.has(fact))
    .map((fact) => {
      const taker = state.lostTo.get(fact);
      return taker === undefined
        ? messages.missingFact(pass.name, fact, factHint(fact, pass, passes))
        : messages.lostFact(pass.name, fact, taker);
    });

const explicitPlan = (
  list: readonly PassRequest[],
  request: PlanRequest,
  passes: ReadonlyMap<string, Pass>,
  facts: Iterable<Fact>,
): Plan => {
  const problems: Diagnostic[] = [];
  const stages: Unnamed[] = [];
  const uses: Parameters<typeof wastedWork>[0][number][] = [];
  let state = startFacts(facts);
  for (const { name, options, at, why = 'the manifest lists it' } of list) {
    const place = (diagnostic: Diagnostic): Diagnostic => placedAt(request.source, at, diagnostic, 'key');
    const pass = passes.get(name);
    if (pass === undefined) {
      problems.push(place(messages.unknownPass(name, didYouMean(name, passes.keys()))));
      continue;
    }
    problems.push(...factProblems(pass, state, passes).map(place));
    const checked = checkOptions(pass, options, { source: request.source, at });
    if ('diagnostics' in checked) problems.push(...checked.diagnostics);
    else {
      const absent = neededData(pass, checked.options).filter((split) => request.data[split] === undefined);
      problems.push(...absent.map((split) => place(messages.missingData(pass.name, split))));
      stages.push({ pass, options: checked.options, why });
      uses.push({ pass, options: checked.options, place });
    }
    state = factsAfter(state, pass, pass.name);
  }
  if (problems.length > 0) throw new TinymlError(...problems);
  const advice = uses.flatMap(({ options, pass, place }) =>
    (pass.advice?.(options as never, request.priority) ?? []).map(place),
  );
  return { stages: named(stages), notes: [...wastedWork(uses), ...advice] };
};

/**
 * Which passes a build runs, in which order, with which options, and why. `facts`: what holds for the imported model.
 * @throws TinymlError (TML40x) with every problem of an explicit list, placed in the manifest.
 */
export const resolvePasses = (request: PlanRequest, passes: ReadonlyMap<string, Pass>, facts: Iterable<Fact>): Plan =>
  typeof request.passes === 'string'
    ? automaticPlan(request, passes, facts)
    : explicitPlan(request.passes, request, passes, facts);
