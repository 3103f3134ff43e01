/** Says what is wrong with a value at a place; undefined where nothing is. */
export type Rule = (value: unknown, at: string) => string | undefined;

/** A value in a few words, whatever it is. */
export const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === 'number') return `the number ${String(value)}`;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return `a ${typeof value}`;
};

const expect =
  (what: string, holds: (value: unknown) => boolean): Rule =>
  (value, at) =>
    holds(value) ? undefined : `${at} is ${kindOf(value)}, not ${what}`;

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const longest = 10_000;

export const text: Rule = (value, at) =>
  typeof value === 'string' && value.length > longest
    ? `${at} has ${String(value.length)} characters`
    : expect('text', (it) => typeof it === 'string')(value, at);

export const textLike = (pattern: RegExp, what: string): Rule =>
  expect(what, (it) => typeof it === 'string' && pattern.test(it));
export const finite: Rule = expect('a number', Number.isFinite);
export const wholeNumber: Rule = expect('a whole number', (it) => Number.isSafeInteger(it) && (it as number) >= 0);
export const truth: Rule = expect('true or false', (it) => typeof it === 'boolean');
export const fn: Rule = expect('a function', (it) => typeof it === 'function');
export const anything: Rule = () => undefined;

export const oneOf = (words: readonly unknown[]): Rule =>
  expect(`one of ${words.map(String).join(', ')}`, (it) => words.includes(it));

export const optional =
  (rule: Rule): Rule =>
  (value, at) =>
    value === undefined ? undefined : rule(value, at);

export const anyOf =
  (what: string, ...rules: readonly Rule[]): Rule =>
  (value, at) =>
    rules.some((rule) => rule(value, at) === undefined) ? undefined : `${at} is ${kindOf(value)}, not ${what}`;

const firstProblem = (problems: Iterable<string | undefined>): string | undefined => {
  for (const problem of problems) if (problem !== undefined) return problem;
  return undefined;
};

export const listOf =
  (rule: Rule, most = 100_000): Rule =>
  (value, at) => {
    if (!Array.isArray(value)) return `${at} is ${kindOf(value)}, not a list`;
    if (value.length > most) return `${at} has ${String(value.length)} entries, more than ${String(most)}`;
    for (let i = 0; i < value.length; i++) {
      const problem = rule(value[i], `${at}[${String(i)}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };

export const mappingOf =
  (rule: Rule, most = 1000): Rule =>
  (value, at) => {
    if (!isMapping(value)) return `${at} is ${kindOf(value)}, not an object`;
    const keys = Object.keys(value);
    if (keys.length > most) return `${at} has ${String(keys.length)} keys, more than ${String(most)}`;
    return firstProblem(keys.map((key) => rule(value[key], `${at}.${key.slice(0, 40)}`)));
  };

/** An object with these fields; others are not looked at. */
export const fields =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, at) => {
    if (!isMapping(value)) return `${at || 'it'} is ${kindOf(value)}, not an object`;
    return firstProblem(Object.entries(rules).map(([key, rule]) => rule(value[key], at === '' ? key : `${at}.${key}`)));
  };

const deepest = 32;

/** Plain data that JSON can hold. */
export const json: Rule = (value, at) => {
  const visit: (depth: number) => Rule = (depth) => (item, place) => {
    if (depth > deepest) return `${at} is nested too deep, or in a circle`;
    if (item === null || item === undefined || typeof item === 'string' || typeof item === 'boolean') return undefined;
    if (typeof item === 'number') return finite(item, place);
    if (Array.isArray(item)) return listOf(visit(depth + 1))(item, place);
    return mappingOf(visit(depth + 1))(item, place);
  };
  return visit(0)(value, at);
};
