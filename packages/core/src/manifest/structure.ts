import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean, nearest } from '../diagnostics/nearest.ts';
import { withoutOtherAlternatives } from '../schema/alternatives.ts';
import { matches } from '../schema/matches.ts';
import type { ManifestPath, ManifestSource } from './manifest.ts';
import { pathText, placedAt } from './place.ts';
import type { LayerForms } from './layer-form.ts';
import { manifestSchema, type ManifestSchema } from './schema.ts';

const compiled = new Map<ManifestSchema, ValidateFunction>();

const validatorOf = (schema: ManifestSchema): ValidateFunction => {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const validate = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    validateFormats: false,
    validateSchema: false,
    code: { optimize: false },
  }).compile(schema);
  compiled.set(schema, validate);
  return validate;
};

/** What is wrong with a value, and where: at a key or a value of the whole that it is a part of. */
export interface Finding {
  readonly path: ManifestPath;
  readonly at: 'key' | 'value';
  readonly diagnostic: Diagnostic;
}

/** `/passes/0/my-pass` as keys and indices of `value`. */
const pathOf = (pointer: string, value: unknown): ManifestPath => {
  let at: unknown = value;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replace(/~1/g, '/').replace(/~0/g, '~');
      const isIndex = Array.isArray(at);
      at = (at as Record<string, unknown> | null | undefined)?.[key];
      return isIndex ? Number(key) : key;
    });
};

/** `a list`, `the number 3`, … as it follows "is". */
export const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'boolean') return `\`${String(value)}\``;
  if (typeof value === 'number') return `the number ${String(value)}`;
  return `the text \`${String(value as string).slice(0, 60)}\``;
};

/** A value in the form of a manifest's flow style: `{ board: nucleo_f446re }`. */
const flow = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${flow(item)}`)
      .join(', ')} }`;
  return String(value);
};

const exampleOf = (schema: ManifestSchema): string | undefined =>
  schema.examples === undefined || schema.examples.length === 0 ? undefined : flow(schema.examples[0]);

/** Where in a manifest a key has its place, for one that was written elsewhere. */
const homes = (key: string, schema: ManifestSchema, at: readonly string[] = []): readonly string[] => {
  const own = Object.keys(schema.properties ?? {}).includes(key) ? [at.join('.')] : [];
  return [
    ...own,
    ...Object.entries(schema.properties ?? {}).flatMap(([name, child]) => homes(key, child, [...at, name])),
  ];
};

/** Layers have keys of their own, which have no home elsewhere. */
const noForms: LayerForms = {};

const unknownKeyHint = (key: string, where: string, known: readonly string[]): string => {
  const near = didYouMean(key, known);
  if (near !== undefined) return near;
  const [home] = homes(key, manifestSchema(noForms))
    .filter((place) => place !== where && !place.startsWith('data.'))
    .toSorted((a) => (a === 'budget' ? -1 : 0));
  if (home !== undefined)
    return home === '' ? `\`${key}\` belongs at the top level` : `\`${key}\` belongs under \`${home}\``;
  return `known keys are ${known.join(', ')}`;
};

/** A mistyped key is also missing under its right name: saying the one thing is enough. */
const isMistyped = (missing: ErrorObject, errors: readonly ErrorObject[]): boolean =>
  missing.keyword === 'required' &&
  errors.some(
    (error) =>
      error.keyword === 'additionalProperties' &&
      error.instancePath === missing.instancePath &&
      nearest(String((error.params as { additionalProperty: unknown }).additionalProperty), [
        String((missing.params as { missingProperty: unknown }).missingProperty),
      ]) !== undefined,
  );

/** Problems that the readers of passes, layers and quantities report themselves, in better words. */
const isReadLater = (error: ErrorObject): boolean =>
  error.instancePath.startsWith('/model/layers/') ||
  error.instancePath === '/passes' ||
  error.instancePath.startsWith('/passes/') ||
  error.instancePath === '/version' ||
  error.keyword === 'pattern';

const rangeProblem = (error: ErrorObject): string | undefined => {
  const { limit } = error.params as { limit?: number };
  if (error.keyword === 'minimum') return `is ${flow(error.data)}, less than ${String(limit)}`;
  if (error.keyword === 'maximum') return `is ${flow(error.data)}, more than ${String(limit)}`;
  if (error.keyword === 'minItems' || error.keyword === 'minProperties' || error.keyword === 'minLength')
    return 'is empty';
  if (error.keyword === 'maxItems' || error.keyword === 'maxProperties')
    return `has more than ${String(limit)} ${limit === 1 ? 'entry' : 'entries'}`;
  return undefined;
};

const findingOf = (error: ErrorObject, value: unknown, base: ManifestPath): Finding => {
  const path = [...base, ...pathOf(error.instancePath, value)];
  const where = pathText(path);
  const schema = (error.parentSchema ?? {}) as ManifestSchema;
  const example = exampleOf(schema);
  const eg =
    example === undefined
      ? undefined
      : `e.g. \`${typeof path.at(-1) === 'string' ? `${String(path.at(-1))}: ` : ''}${example}\``;
  const atValue = (diagnostic: Diagnostic): Finding => ({ path, at: 'value', diagnostic });
  if (error.keyword === 'additionalProperties') {
    const key = String((error.params as { additionalProperty: unknown }).additionalProperty);
    const hint = unknownKeyHint(key, where, Object.keys(schema.properties ?? {}));
    return { path: [...path, key], at: 'key', diagnostic: messages.unknownKey(key, where, hint) };
  }
  if (error.keyword === 'required') {
    const key = String((error.params as { missingProperty: unknown }).missingProperty);
    const child = schema.properties?.[key];
    const shown = child === undefined ? undefined : exampleOf(child);
    const diagnostic = messages.missingKey(key, where, shown === undefined ? undefined : `${key}: ${shown}`);
    return { path, at: 'key', diagnostic };
  }
  if (error.keyword === 'enum') {
    const allowed = (schema.enum ?? []).map(String);
    const hint = didYouMean(String(error.data), allowed) ?? `one of ${allowed.join(', ')}`;
    return atValue(messages.notAllowed(where, flow(error.data), hint));
  }
  const problem = rangeProblem(error);
  if (problem !== undefined) return atValue(messages.outOfRange(where, problem, eg));
  return atValue(messages.wrongType(where, schema.title ?? 'what belongs here', kindOf(error.data), eg));
};

/** More mistakes than anybody would mend at once. */
const mostTold = 50;

/** What is wrong with the keys and types of `value`, which stands at `base`. `skip`: problems that someone else reports. */
export const findProblems = (
  schema: ManifestSchema,
  value: unknown,
  base: ManifestPath,
  skip: (error: ErrorObject) => boolean = () => false,
): readonly Finding[] => {
  if (matches(schema, value)) return [];
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  const leaves = withoutOtherAlternatives((validate.errors ?? []).filter((error) => !skip(error)));
  // A wrong type also breaks its enum: the type says it all.
  const mistyped = new Set(leaves.filter((error) => error.keyword === 'type').map((error) => error.instancePath));
  // Each takes a search for what was meant and for its place: of very many only the first are worked out.
  const told = leaves.length <= mostTold ? leaves : leaves.slice(0, mostTold);
  const findings = told
    .filter((error) => (error.keyword === 'type' || !mistyped.has(error.instancePath)) && !isMistyped(error, told))
    .map((error) => findingOf(error, value, base));
  const untold = leaves.length - told.length;
  return untold === 0 ? findings : [...findings, { path: base, at: 'key', diagnostic: messages.moreProblems(untold) }];
};

/** What is wrong with the keys and types of a manifest's values. */
export const checkStructure = (value: unknown, source: ManifestSource, forms: LayerForms): readonly Diagnostic[] =>
  findProblems(manifestSchema(forms), value, [], isReadLater).map(({ path, at, diagnostic }) =>
    placedAt(source, path, diagnostic, at),
  );
