import * as manifestMessages from '../diagnostics/catalogue/manifest.ts';
import * as messages from '../diagnostics/catalogue/network.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { optionsSchema, residualSchema, type LayerForm, type LayerForms } from './layer-form.ts';
import type { LayerRequest, ManifestPath } from './manifest.ts';
import { pathText } from './place.ts';
import { findProblems, kindOf } from './structure.ts';

export type ReportProblem = (path: ManifestPath, diagnostic: Diagnostic, at?: 'key' | 'value') => void;

type Options = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Options =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `MaxPooling2D` and `max_pooling_2d` are the same word. */
const squeezed = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The layers that there are, and where problems go. */
interface Reading {
  readonly forms: LayerForms;
  readonly report: ReportProblem;
}

const formOf = (forms: LayerForms, kind: string): LayerForm | undefined =>
  Object.hasOwn(forms, kind) ? forms[kind] : undefined;

const unknownHint = (forms: LayerForms, kind: string): string => {
  const kinds = [...Object.keys(forms), 'residual'];
  const [sameInKeras] = Object.entries(forms).find(([, form]) => squeezed(form.className) === squeezed(kind)) ?? [];
  if (sameInKeras !== undefined) return `did you mean \`${sameInKeras}\`?`;
  const activations = (formOf(forms, 'activation')?.options['activation']?.enum ?? []) as readonly string[];
  if (activations.includes(kind)) return `write \`activation: ${kind}\``;
  return didYouMean(kind, kinds) ?? `known are ${kinds.join(', ')}`;
};

/** A layer whose options are `value`: a mapping, what its main option is alone, or nothing. */
const plainLayer = (
  kind: string,
  form: LayerForm,
  value: unknown,
  at: ManifestPath,
  report: ReportProblem,
): LayerRequest => {
  const plain = { kind, name: null, options: {}, branches: [], at } satisfies LayerRequest;
  if (value !== null && !isMapping(value)) {
    const main = form.short === undefined ? undefined : form.options[form.short];
    if (form.short !== undefined && main !== undefined) {
      for (const { path, at: place, diagnostic } of findProblems(main, value, at)) report(path, diagnostic, place);
      return { ...plain, options: { [form.short]: value } };
    }
    const example = form.required?.map((key) => `${key}: …`).join(', ');
    const hint = example === undefined ? `write \`- ${kind}\`` : `e.g. \`- ${kind}: { ${example} }\``;
    report(at, manifestMessages.wrongType(pathText(at), 'a mapping with its options', kindOf(value), hint));
    return plain;
  }
  const options = value ?? {};
  const problems = findProblems(optionsSchema(form), options, at);
  for (const { path, at: place, diagnostic } of problems) report(path, diagnostic, place);
  const { kernel, name, ...rest } = options;
  const mistyped = problems.some(({ path }) => path.length > at.length);
  const kernelSize = kernel ?? rest['kernel-size'];
  if (form.required?.includes('kernel-size') === true && kernelSize === undefined && !mistyped)
    report(at, manifestMessages.missingKey('kernel-size', pathText(at), 'kernel-size: 3'), 'key');
  if (kernel !== undefined && rest['kernel-size'] !== undefined)
    report([...at, 'kernel'], manifestMessages.duplicateEntry(pathText([...at, 'kernel-size']), 'kernel'), 'key');
  return {
    ...plain,
    name: typeof name === 'string' ? name : null,
    options: { ...rest, ...(kernel === undefined ? {} : { 'kernel-size': kernel }) },
  };
};

const residual = (value: unknown, at: ManifestPath, reading: Reading): LayerRequest => {
  const { forms, report } = reading;
  const options = isMapping(value) ? value : { layers: value };
  const skip = (pointer: string): boolean => /^\/(layers|shortcut)\//.test(pointer);
  for (const { path, at: place, diagnostic } of findProblems(residualSchema(forms), options, at, (e) =>
    skip(e.instancePath),
  ))
    report(isMapping(value) ? path : at, diagnostic, place);
  const branch = (key: 'layers' | 'shortcut'): readonly LayerRequest[] => {
    const list: unknown = options[key];
    return Array.isArray(list) ? readList(list, isMapping(value) ? [...at, key] : at, reading, false) : [];
  };
  const name = options['name'];
  return {
    kind: 'residual', name: typeof name === 'string' ? name : null, options: {}, branches: [branch('layers'), branch('shortcut')], at,
  }; // prettier-ignore
};

const readLayer = (entry: unknown, at: ManifestPath, reading: Reading, outer: boolean): LayerRequest | undefined => {
  const { forms, report } = reading;
  const refuse = (problem: string, hint: string): undefined => {
    report(at, messages.malformedLayer(problem, hint));
    return undefined;
  };
  const example = 'e.g. `- conv2d: { filters: 12, kernel-size: 3 }`';
  if (typeof entry !== 'string' && !isMapping(entry))
    return refuse(`a layer is ${kindOf(entry)}`, `an entry is the name of a layer, or a name with options: ${example}`);
  const [first, ...others] = typeof entry === 'string' ? [[entry, null] as const] : Object.entries(entry);
  if (first === undefined) return refuse('a layer is an empty mapping', `an entry is the name of a layer: ${example}`);
  const [kind, value] = first;
  if (others.length > 0) {
    const [next = ''] = others.map(([key]) => key);
    if (/^(type|layer|name|kind|class|class_name|className)$/.test(kind))
      return refuse(`\`${kind}\` is not the name of a layer`, `its own name is the key: \`- ${String(value)}: { ${next}: … }\``);
    if (value === null)
      return refuse(`the options of \`${kind}\` are not below it`, `indent \`${next}\` by two more blanks, or write \`- ${kind}: { ${next}: … }\``);
    return refuse(`one entry names several layers: \`${kind}\` and \`${next}\``, 'each layer starts with a dash of its own');
  }
  const place = typeof entry === 'string' ? at : [...at, kind];
  if (kind === 'residual' && outer) return residual(value, place, reading);
  const form = formOf(forms, kind);
  if (form !== undefined) return plainLayer(kind, form, value, place, report);
  if (kind === 'residual') return refuse('a residual within a residual', 'build the network in a module: `model: net.ts`');
  report(place, messages.unknownLayerKind(kind, unknownHint(forms, kind)), 'key');
  return undefined;
}; // prettier-ignore

const readList = (
  list: readonly unknown[],
  at: ManifestPath,
  reading: Reading,
  outer: boolean,
): readonly LayerRequest[] => list.flatMap((entry, index) => readLayer(entry, [...at, index], reading, outer) ?? []);

/** The layers of `list`, which stands at `at`; malformed ones are reported and left out. */
export const readLayers = (
  list: readonly unknown[],
  at: ManifestPath,
  forms: LayerForms,
  report: ReportProblem,
): readonly LayerRequest[] => {
  const layers = readList(list, at, { forms, report }, true);
  const named = new Set<string>();
  const check = ({ name, branches, at: place }: LayerRequest): void => {
    if (name !== null && named.has(name)) report([...place, 'name'], messages.repeatedLayerName(name));
    if (name !== null) named.add(name);
    branches.flat().forEach(check);
  };
  layers.forEach(check);
  return layers;
};
