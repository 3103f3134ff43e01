import { canonicalJson } from '../ir/digest.ts';
import type { Pass } from '../pass/define-pass.ts';
import { checkOptions } from '../plan/options.ts';
import type { Step } from './candidate.ts';

/** An option of a pass, and the values that are tried: the default first, where there is one. */
export interface OptionDomain {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** A pass that sequences may have, and in which ways. */
export interface PassDomain {
  readonly pass: Pass;
  readonly reference: string;
  readonly options: readonly OptionDomain[];
  /** Every combination of values that is worth trying; that of the defaults first. */
  readonly ways: readonly Step[];
}

/** More combinations of one pass than these are no domain, but a mistake in its definition. */
const mostWays = 1000;

const defaultOf = (pass: Pass, name: string): unknown => {
  const schema = pass.options.properties[name];
  return schema !== undefined && 'default' in schema ? schema.default : undefined;
};

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** The default and those of `values`, each once. `narrowed`: only `values` (the manifest says so). */
const valuesOf = (pass: Pass, name: string, values: readonly unknown[], narrowed: boolean): readonly unknown[] => {
  const own = defaultOf(pass, name);
  const all = narrowed || own === undefined ? values : [own, ...values];
  return all.filter((value, i) => all.findIndex((other) => same(other, value)) === i);
};

const combinations = (options: readonly OptionDomain[]): readonly Readonly<Record<string, unknown>>[] =>
  options.reduce<readonly Readonly<Record<string, unknown>>[]>(
    (some, { name, values }) =>
      some.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))).slice(0, mostWays),
    [{}],
  );

/** What a manifest has to write of these options: those that are no default. */
const writtenOf = (pass: Pass, options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options).filter(([name, value]) => !same(value, defaultOf(pass, name))));

/** `given`: values that the manifest names instead of the pass's own. */
export const passDomain = (
  pass: Pass,
  reference: string,
  given: Readonly<Record<string, readonly unknown[]>>,
): PassDomain => {
  const names = [...new Set([...Object.keys(pass.search), ...Object.keys(given)])];
  const options = names.map((name): OptionDomain => {
    const own = given[name];
    return { name, values: valuesOf(pass, name, own ?? pass.search[name] ?? [], own !== undefined) };
  });
  const ways = combinations(options).flatMap((combination): readonly Step[] => {
    const written = writtenOf(pass, combination);
    const checked = checkOptions(pass, written);
    if ('diagnostics' in checked) return [];
    if (pass.worthTrying?.(checked.options as never) === false) return [];
    return [{ pass, reference, options: checked.options, written }];
  });
  return { pass, reference, options, ways };
};
