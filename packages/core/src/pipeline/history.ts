import { getSealed, putSealed } from '../cache/sealed.ts';
import type { Store } from '../cache/store.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Json } from './json.ts';
import type { Read, StageRecord } from './record.ts';
import type { StageRun } from './stage.ts';

/** What decided a stage's result: everything that `tinyml why` can tell a difference in. */
export interface Cause {
  readonly inputs: Readonly<Record<string, Json>>;
  readonly reads: readonly Read[];
}

/** The last run of a stage for one manifest, and the one that it replaced. */
export interface StageHistory {
  readonly stage: string;
  readonly now: Cause;
  /** Absent where the stage never ran before for this manifest. */
  readonly before?: Cause;
}

const historyKey = (manifest: string): string => `history/${digestOf(manifest).slice(7, 47)}`;

export const readHistory = (store: Store, manifest: string): readonly StageHistory[] => {
  const text = getSealed(store, historyKey(manifest));
  return text === undefined ? [] : (JSON.parse(text) as StageHistory[]);
};

const causeOf = ({ inputs, reads }: StageRecord): Cause => ({ inputs, reads });

/** Remembers what this build's stages were made of. `before` stays until the cause changes again. */
export const writeHistory = (store: Store, manifest: string, runs: readonly StageRun[]): void => {
  const former = new Map(readHistory(store, manifest).map((entry) => [entry.stage, entry]));
  const next = runs.map(({ name, record }): StageHistory => {
    const last = former.get(name);
    const now = causeOf(record);
    const changed = last !== undefined && canonicalJson(last.now) !== canonicalJson(now);
    const before = changed ? last.now : last?.before;
    return { stage: name, now, ...(before === undefined ? {} : { before }) };
  });
  const text = canonicalJson(next);
  if (text === canonicalJson([...former.values()])) return;
  try {
    putSealed(store, historyKey(manifest), text);
  } catch {
    // The build told about a cache that cannot be written; without history only `why` knows less.
  }
};

/** One thing that differs between two runs. `before` or `now` is absent where it was not there. */
export interface Difference {
  readonly what: string;
  readonly before?: string;
  readonly now?: string;
}

const flatten = (prefix: string, value: Json | undefined): readonly (readonly [string, string])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, item]) => flatten(`${prefix}.${key}`, item))
    : [[prefix, typeof value === 'string' ? value : canonicalJson(value ?? null)]];

const facts = ({ inputs, reads }: Cause): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(inputs).flatMap(([key, value]) => flatten(key, value)),
    ...reads.map(({ kind, name, value }) => [name === '' ? kind : `${kind} ${name}`, value] as const),
  ]);

/** What differs between two runs of a stage, by name. */
export const differences = (before: Cause, now: Cause): readonly Difference[] => {
  const [old, fresh] = [facts(before), facts(now)];
  return [...new Set([...old.keys(), ...fresh.keys()])].sort().flatMap((what) => {
    const [a, b] = [old.get(what), fresh.get(what)];
    return a === b ? [] : [{ what, ...(a === undefined ? {} : { before: a }), ...(b === undefined ? {} : { now: b }) }];
  });
};
