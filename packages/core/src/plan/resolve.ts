import { nothingTrains } from '../diagnostics/catalogue/network.ts';
import * as messages from '../diagnostics/catalogue/plan.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import type { Manifest, PassRequest } from '../manifest/manifest.ts';
import { placedAt } from '../manifest/place.ts';
import { neededData, type Fact, type Pass } from '../pass/define-pass.ts';
import type { Priority } from '../target/target.ts';
import { factsAfter, startFacts, type FactState } from './facts.ts';
import { modes, ordinaryModes, type Form, type FormChoice, type FormRequest, type Mode } from './forms.ts';
import { losslessPasses } from './lossless.ts';
import { checkOptions } from './options.ts';
import type { PlannedPass } from './planned-pass.ts';
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

type Unnamed = Omit<PlannedPass, 'name'>;

const uniqueName = (name: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${String(number)}`)) number++;
  return `${name}-${String(number)}`;
};

/** Stage names around the passes belong to the build itself. */
const reserved: readonly string[] = ['import', 'lower', 'emit'];

const named = (stages: readonly Unnamed[]): readonly PlannedPass[] => {
  const taken = new Set<string>(reserved);
  return stages.map((stage) => {
    const name = uniqueName(stage.pass.name, taken);
    taken.add(name);
    return { name, ...stage };
  });
};

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
      const thief = state.lostTo.get(fact);
      return thief === undefined
        ? messages.missingFact(pass.name, fact, factHint(fact, pass, passes))
        : messages.lostFact(pass.name, fact, thief);
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
  for (const { name, options, at } of list) {
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
      stages.push({ pass, options: checked.options, why: 'the manifest lists it' });
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

const keepsWhat = (pass: Pass): string =>
  pass.preserves === 'bits' ? 'keeps every output bit' : 'keeps outputs up to float rounding';

const losslessPlan = (passes: ReadonlyMap<string, Pass>, state: FactState): readonly Unnamed[] =>
  losslessPasses(passes, state).map((pass) => {
    const checked = checkOptions(pass, {});
    return { pass, options: 'options' in checked ? checked.options : {}, why: `lossless: ${keepsWhat(pass)}` };
  });

const reasons: Readonly<Record<Priority, string>> = {
  balanced: 'memory and time are weighed against each other: the better form of those that were tried',
  size: 'size comes first in `priority`: the smallest form of those that were tried',
  accuracy: 'accuracy comes first in `priority`: int8 calibrated on samples, one scale a channel, loses least',
  latency: 'latency comes first in `priority`: whole-number arithmetic is the fastest',
};

const withoutSamples = (first: Priority): string =>
  first === 'size'
    ? 'size comes first in `priority`: int8 weights with float activations need no samples'
    : `${first} comes first in \`priority\`, but int8 needs \`data.calibration\``;

/** Rounded weights are often 0: then there is more to remove than before. */
const afterQuantization = (passes: ReadonlyMap<string, Pass>): readonly Unnamed[] => {
  const pass = passes.get('remove-dead-channels');
  const why = 'weights that quantisation rounds to 0 leave channels that never change';
  return pass === undefined ? [] : [{ pass, options: {}, why }];
};

/** A network that is made of layers, or by a module, begins with random weights. */
export const isUntrained = ({ model }: Pick<PlanRequest, 'model'>): boolean =>
  model.kind === 'layers' || /\.[cm]?[jt]s$/.test(model.path);

/** `train` in front, where the network is untrained and there is data to train it on. */
const training = (
  request: PlanRequest,
  passes: ReadonlyMap<string, Pass>,
): { readonly stages: readonly Unnamed[]; readonly notes: readonly Diagnostic[] } => {
  const pass = passes.get('train');
  if (pass === undefined || !isUntrained(request)) return { stages: [], notes: [] };
  if (request.passes === 'lossless' || request.data.train === undefined)
    return { stages: [], notes: request.model.kind === 'layers' ? [nothingTrains()] : [] };
  const checked = checkOptions(pass, {});
  const why = 'the network is untrained: its weights are random';
  return { stages: 'options' in checked ? [{ pass, options: checked.options, why }] : [], notes: [] };
};

/** `requested` and the same with its weights encoded, where a pass can do that. */
const withEncoding = (requested: FormRequest, passes: ReadonlyMap<string, Pass>): readonly FormRequest[] => {
  const pass = passes.get('compress-weights');
  const checked = pass === undefined ? undefined : checkOptions(pass, {});
  if (pass === undefined || checked === undefined || 'diagnostics' in checked) return [requested];
  const why = 'without it the model is over budget';
  return [
    requested,
    {
      ...requested,
      name: `${requested.name}, ${pass.name}`,
      passes: [...requested.passes, { pass, options: checked.options, why }],
      ordinary: false,
    },
  ];
};

/** The forms of a float model, those first that are taken by the order of priority. */
const floatForms = (
  request: PlanRequest,
  quantize: Pass,
  passes: ReadonlyMap<string, Pass>,
): readonly FormRequest[] => {
  const first = request.priority[0] ?? 'size';
  const optionsOf = (mode: Mode): Readonly<Record<string, unknown>> | undefined => {
    const checked = checkOptions(quantize, { mode });
    if ('diagnostics' in checked) return undefined;
    const absent = neededData(quantize, checked.options).filter((split) => request.data[split] === undefined);
    return absent.length === 0 ? checked.options : undefined;
  };
  const calibrated = optionsOf('int8') !== undefined;
  const ordinary = ordinaryModes(first, calibrated);
  const forms = modes.flatMap((mode, i): readonly FormRequest[] => {
    const options = optionsOf(mode);
    if (options === undefined) return [];
    const usual = ordinary.includes(mode);
    const why = !usual ? 'the usual form is over budget' : calibrated ? reasons[first] : withoutSamples(first);
    const stage = { pass: quantize, options, why };
    const swept = mode === 'float16' ? [] : afterQuantization(passes);
    const form = { name: mode, passes: [stage, ...swept], loss: i + 1, ordinary: usual };
    return mode === 'float16' ? [form] : withEncoding(form, passes);
  });
  const asItIs: FormRequest = { name: 'float32', passes: [], loss: 0, ordinary: false };
  return [...forms, asItIs].toSorted((a, b) => Number(b.ordinary) - Number(a.ordinary));
};

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

const automaticPlan = (request: PlanRequest, passes: ReadonlyMap<string, Pass>, facts: Iterable<Fact>): Plan => {
  const start = startFacts(facts);
  const first = training(request, passes);
  const lossless = [...first.stages, ...losslessPlan(passes, start)];
  if (request.passes === 'lossless') return { stages: named(lossless), notes: first.notes };
  if (start.holds.has('quantized')) {
    const asItIs: FormRequest = { name: 'as it is', passes: [], loss: 0, ordinary: true };
    return planWith(choiceOf(lossless, withEncoding(asItIs, passes)), [messages.alreadyQuantized()]);
  }
  const quantize = passes.get('quantize');
  if (quantize === undefined) return { stages: named(lossless), notes: first.notes };
  const forms = floatForms(request, quantize, passes);
  const wantsSamples = request.priority[0] !== 'size' && !forms.some(({ name }) => name === 'int8');
  return planWith(choiceOf(lossless, forms), [...first.notes, ...(wantsSamples ? [messages.noCalibration()] : [])]);
};

/**
 * Which passes a build runs, in which order, with which options, and why. `facts`: what holds for the imported model.
 * @throws TinymlError (TML40x) with every problem of an explicit list, placed in the manifest.
 */
export const resolvePasses = (request: PlanRequest, passes: ReadonlyMap<string, Pass>, facts: Iterable<Fact>): Plan =>
  typeof request.passes === 'string'
    ? automaticPlan(request, passes, facts)
    : explicitPlan(request.passes, request, passes, facts);
