import { nothingTrains } from '../diagnostics/catalogue/network.ts';
import { alreadyQuantized } from '../diagnostics/catalogue/plan.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { DataSplit, Fact, Pass } from '../pass/define-pass.ts';
import { factsAfter, isReady, startFacts, type FactState } from './facts.ts';
import { offeredForms, withAlternatives, withOptions, type FormRequest } from './form-requests.ts';
import { asItIs, type Form, type FormChoice } from './forms.ts';
import { losslessPasses, ownPasses } from './lossless.ts';
import { checkOptions } from './options.ts';
import type { Plan } from './resolve.ts';
import { named, type Unnamed } from './stage-names.ts';

const keepsWhat = (pass: Pass): string =>
  pass.preserves === 'bits' ? 'keeps every output bit' : 'keeps outputs up to float rounding';

const losslessStages = (passes: ReadonlyMap<string, Pass>, state: FactState): readonly Unnamed[] =>
  losslessPasses(passes, state).map((pass) => {
    const checked = checkOptions(pass, {});
    return { pass, options: 'options' in checked ? checked.options : {}, why: `lossless: ${keepsWhat(pass)}` };
  });

/** Passes that come before all others because of what holds for the model. */
const firstStages = (passes: readonly Pass[], state: FactState, data: ReadonlySet<DataSplit>): readonly Unnamed[] =>
  passes.flatMap((pass) => {
    const rule = pass.auto?.first;
    if (rule === undefined || !isReady(state, pass) || !rule.where.every((fact) => state.holds.has(fact))) return [];
    return withOptions(pass, {}, rule.why, data) ?? [];
  });

const choiceOf = (common: readonly Unnamed[], requests: readonly FormRequest[]): FormChoice => ({
  common: named(common),
  forms: requests.map(({ passes, ...form }): Form => ({
    ...form,
    stages: named([...common, ...passes]).slice(common.length),
  })),
});

/** The plan with the first of the forms. */
const planWith = (choice: FormChoice, notes: readonly Diagnostic[]): Plan => ({
  stages: [...choice.common, ...(choice.forms[0]?.stages ?? [])],
  choice,
  notes,
});

/** The plan of `passes: auto` and `passes: lossless`, as the passes' own rules (`AutoRules`) make it. */
export const automaticPlan = (
  request: Pick<Manifest, 'model' | 'passes' | 'priority' | 'data'>,
  passes: ReadonlyMap<string, Pass>,
  facts: Iterable<Fact>,
): Plan => {
  const own = ownPasses(passes);
  const given = new Set(
    (Object.keys(request.data) as DataSplit[]).filter((split) => request.data[split] !== undefined),
  );
  const start = startFacts(facts);
  const first = request.passes === 'lossless' ? [] : firstStages(own, start, given);
  const { holds } = first.reduce((state, { pass }) => factsAfter(state, pass, pass.name), start);
  const notes = request.model.kind === 'layers' && holds.has('untrained') ? [nothingTrains()] : [];
  const common = [...first, ...losslessStages(passes, start)];
  if (request.passes === 'lossless') return { stages: named(common), notes };
  if (start.holds.has('quantized')) {
    const form: FormRequest = { name: asItIs, passes: [], loss: 0, ordinary: true };
    return planWith(choiceOf(common, withAlternatives(form, own, start.holds, given)), [...notes, alreadyQuantized()]);
  }
  const offered = offeredForms(own, { priority: request.priority, data: given });
  if (offered.forms.length === 0) return { stages: named(common), notes };
  const unchanged: FormRequest = { name: 'float32', passes: [], loss: 0, ordinary: false };
  const forms = [...offered.forms, unchanged].toSorted((a, b) => Number(b.ordinary) - Number(a.ordinary));
  return planWith(choiceOf(common, forms), [...notes, ...offered.notes]);
};
