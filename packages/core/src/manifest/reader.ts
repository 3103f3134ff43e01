import * as messages from '../diagnostics/catalogue/manifest.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isAbsolute, resolve } from 'node:path';
import type { ManifestPath, ManifestSource } from './manifest.ts';
import { pathText, placedAt } from './place.ts';
import { readClock, readDuration, readRatio, readSize, readTime, type Quantity } from './quantities.ts';
import { expandVariables } from './variables.ts';

/**
 * Reads values whose types may still be wrong: those give the fallback in silence, since the structure check has
 * reported them; whatever else is wrong with a value is reported here, at its place.
 */
export interface Reader {
  readonly source: ManifestSource;
  report(path: ManifestPath, diagnostic: Diagnostic, at?: 'key' | 'value'): void;
  size(value: unknown, path: ManifestPath): number | null;
  time(value: unknown, path: ManifestPath): number | null;
  /** Seconds, of what a person waits for. */
  duration(value: unknown, path: ManifestPath): number | null;
  clock(value: unknown, path: ManifestPath): number | null;
  ratio(value: unknown, path: ManifestPath): number | null;
  /** An absolute path, its variables expanded. */
  file(value: unknown, path: ManifestPath): string | null;
}

export type Mapping = Readonly<Record<string, unknown>>;

/** `value` if it is a mapping, else an empty one. */
export const mappingOf = (value: unknown): Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

type Complaint = (where: string, problem: string, hint: string | undefined) => Diagnostic;

export const makeReader = (
  source: ManifestSource,
  dir: string,
  variables: Readonly<Record<string, string | undefined>>,
  diagnostics: Diagnostic[],
): Reader => {
  const report: Reader['report'] = (path, diagnostic, at = 'value') =>
    void diagnostics.push(placedAt(source, path, diagnostic, at));
  const quantity =
    (read: (written: string | number) => Quantity, complain: Complaint) =>
    (value: unknown, path: ManifestPath): number | null => {
      if (typeof value !== 'string' && typeof value !== 'number') return null;
      const result = read(value);
      if ('value' in result) return result.value;
      report(path, complain(pathText(path), result.problem, result.hint));
      return null;
    };
  return {
    source,
    report,
    size: quantity(readSize, messages.badSize),
    time: quantity(readTime, messages.badTime),
    duration: quantity(readDuration, messages.badTime),
    clock: quantity(readClock, messages.badClock),
    ratio: quantity(readRatio, messages.badRatio),
    file(value, path) {
      const text = textOf(value);
      if (text === null) return null;
      const expanded = expandVariables(text, variables);
      for (const name of expanded.missing) report(path, messages.unknownVariable(name));
      if (expanded.malformed) report(path, messages.malformedVariable(text));
      if (expanded.missing.length > 0 || expanded.malformed || expanded.text === '') return null;
      return isAbsolute(expanded.text) ? resolve(expanded.text) : resolve(dir, expanded.text);
    },
  };
};
