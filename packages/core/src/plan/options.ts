import { Ajv, type ErrorObject } from 'ajv';
import * as messages from '../diagnostics/catalogue/plan.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import type { ManifestPath, ManifestSource } from '../manifest/manifest.ts';
import { pathText, placedAt } from '../manifest/place.ts';
import type { Pass } from '../pass/define-pass.ts';
import { withoutOtherAlternatives } from '../schema/alternatives.ts';
import { matches } from '../schema/matches.ts';

/** Options as a pass gets them, or what is wrong with them. */
export type CheckedOptions =
  { readonly options: Readonly<Record<string, unknown>> } | { readonly diagnostics: readonly Diagnostic[] };

/** Where the options are written; without one (a plan that tinyml made) messages have no place. */
export interface WrittenOptions {
  readonly source: ManifestSource;
  readonly at: ManifestPath;
}

const stepsOf = (pointer: string): ManifestPath =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replace(/~1/g, '/').replace(/~0/g, '~')));

const alternativeTypes = ({ parentSchema }: ErrorObject): readonly string[] =>
  ((parentSchema as { anyOf?: readonly { type?: string }[] }).anyOf ?? []).flatMap(({ type }) => type ?? []);

const problemOf = (error: ErrorObject): string => {
  const { limit, allowedValues, type } = error.params as {
    limit?: number;
    allowedValues?: unknown[];
    type?: string | string[];
  };
  const name = pathText(stepsOf(error.instancePath));
  const subject = `${name === '' ? 'its options' : `\`${name}\``}`;
  const given = JSON.stringify(error.data);
  if (error.keyword === 'enum') return `${subject} is ${given}, not one of ${(allowedValues ?? []).join(', ')}`;
  if (error.keyword === 'type' || error.keyword === 'anyOf')
    return `${subject} is ${given}, not ${[type ?? alternativeTypes(error)]
      .flat()
      .map((one) => (/^[aio]/.test(one) ? `an ${one}` : `a ${one}`))
      .join(' or ')}`;
  if (/minimum/i.test(error.keyword))
    return `${subject} is ${given}; it must be ${error.keyword === 'minimum' ? 'at least' : 'more than'} ${String(limit)}`;
  if (/maximum/i.test(error.keyword))
    return `${subject} is ${given}; it must be ${error.keyword === 'maximum' ? 'at most' : 'less than'} ${String(limit)}`;
  if (error.keyword === 'required')
    return `the option \`${String((error.params as { missingProperty: unknown }).missingProperty)}\` is missing`;
  return `${subject} ${error.message ?? 'is not accepted'}`;
};

const diagnose = (error: ErrorObject, pass: Pass, written: WrittenOptions | undefined): Diagnostic => {
  const steps = stepsOf(error.instancePath);
  const hint = `\`tinyml passes ${pass.name}\` lists its options`;
  if (error.keyword === 'additionalProperties') {
    const option = String((error.params as { additionalProperty: unknown }).additionalProperty);
    const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
    const others = known.length === 0 ? `${pass.name} has no options` : `its options are ${known.join(', ')}`;
    const message = messages.unknownOption(
      pass.name,
      pathText([...steps, option]),
      didYouMean(option, known) ?? others,
    );
    return written === undefined
      ? message
      : placedAt(written.source, [...written.at, ...steps, option], message, 'key');
  }
  const allowed =
    error.keyword === 'enum' ? (error.params as { allowedValues: unknown[] }).allowedValues.map(String) : [];
  const message = messages.badOption(pass.name, problemOf(error), didYouMean(String(error.data), allowed) ?? hint);
  return written === undefined ? message : placedAt(written.source, [...written.at, ...steps], message);
};

/** Nothing was written: the defaults are the options, and no validator has to be compiled for them. */
const defaultsOf = (pass: Pass): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(pass.options.properties).flatMap(([name, schema]) =>
      'default' in schema && schema.default !== undefined ? [[name, structuredClone(schema.default)]] : [],
    ),
  );

let ajv: Ajv | undefined;

/** `options` with the defaults of the pass's schema filled in, or every problem with them. */
export const checkOptions = (
  pass: Pass,
  options: Readonly<Record<string, unknown>>,
  written?: WrittenOptions,
): CheckedOptions => {
  if (Object.keys(options).length === 0 && (pass.options.required ?? []).length === 0)
    return { options: defaultsOf(pass) };
  // Defaults deeper down are for the validator to fill in.
  const flat = Object.values(options).every((value) => typeof value !== 'object' || value === null);
  const simple = { ...defaultsOf(pass), ...options };
  if (flat && matches({ ...pass.options }, simple)) return { options: simple };
  ajv ??= new Ajv({ allErrors: true, verbose: true, strict: false, useDefaults: true, validateSchema: false });
  const filled = structuredClone(options) as Record<string, unknown>;
  const validate = ajv.compile(pass.options);
  if (validate(filled)) return { options: filled };
  const all = withoutOtherAlternatives(validate.errors ?? []);
  const mistyped = new Set(all.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  const errors = all.filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath));
  return { diagnostics: errors.map((error) => diagnose(error, pass, written)) };
};
