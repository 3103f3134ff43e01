import { neededData, type DataSplit, type Fact, type Pass } from '../pass/define-pass.ts';
import type { AfterForm, AutoRequest, FormOffer } from '../pass/auto.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Form } from './forms.ts';
import { checkOptions } from './options.ts';
import type { Unnamed } from './stage-names.ts';

/** A form before its stages have names. */
export interface FormRequest extends Omit<Form, 'stages'> {
  readonly passes: readonly Unnamed[];
}

/** A pass with its options, defaults filled in; undefined where they are no options of it, or its data is not there. */
export const withOptions = (
  pass: Pass,
  options: Readonly<Record<string, unknown>>,
  why: string,
  data: ReadonlySet<DataSplit>,
): Unnamed | undefined => {
  const checked = checkOptions(pass, options);
  if ('diagnostics' in checked) return undefined;
  return neededData(pass, checked.options).every((split) => data.has(split))
    ? { pass, options: checked.options, why }
    : undefined;
};

/** Passes that follow a form of which `facts` hold. */
const following = (
  passes: readonly Pass[],
  runs: AfterForm['runs'],
  facts: ReadonlySet<Fact>,
  data: ReadonlySet<DataSplit>,
): readonly Unnamed[] =>
  passes.flatMap((pass) => {
    const rule = pass.auto?.afterForm;
    if (rule?.runs !== runs || !rule.given.every((fact) => facts.has(fact))) return [];
    return withOptions(pass, {}, rule.why, data) ?? [];
  });

/** `form`, and one more for each pass that follows such a form where it is over budget. */
export const withAlternatives = (
  form: FormRequest,
  passes: readonly Pass[],
  facts: ReadonlySet<Fact>,
  data: ReadonlySet<DataSplit>,
): readonly FormRequest[] => [
  form,
  ...following(passes, 'over-budget', facts, data).map((stage): FormRequest => ({
    ...form,
    name: `${form.name}, ${stage.pass.name}`,
    passes: [...form.passes, stage],
    ordinary: false,
  })),
];

const formsOf = (
  maker: Pass,
  { name, options, loss, why, gives = [] }: FormOffer,
  passes: readonly Pass[],
  data: ReadonlySet<DataSplit>,
): readonly FormRequest[] => {
  const stage = withOptions(maker, options, why ?? 'the usual form is over budget', data);
  if (stage === undefined) return [];
  const facts = new Set(gives);
  const form: FormRequest = {
    name,
    passes: [stage, ...following(passes, 'always', facts, data)],
    loss,
    ordinary: why !== undefined,
  };
  return withAlternatives(form, passes, facts, data);
};

/** The forms that passes offer for a float model, and what they say about them. */
export const offeredForms = (
  passes: readonly Pass[],
  request: AutoRequest,
): { readonly forms: readonly FormRequest[]; readonly notes: readonly Diagnostic[] } => {
  const offers = passes.flatMap((pass) => {
    const offered = pass.auto?.forms?.(request);
    return offered === undefined ? [] : [{ pass, offered }];
  });
  return {
    forms: offers.flatMap(({ pass, offered }) =>
      offered.forms.flatMap((offer) => formsOf(pass, offer, passes, request.data)),
    ),
    notes: offers.flatMap(({ offered }) => offered.notes ?? []),
  };
};
