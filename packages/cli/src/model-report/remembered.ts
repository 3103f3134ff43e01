import { type EmittedFile } from '@tinyml/codegen';
import { digestOf } from '@tinyml/core';
import { getSealed, putSealed, type Json, type Manifest, type Store } from '@tinyml/core/internal';
import { type BenchReport } from '../bench-report.ts';

/** Where the cache keeps the document of a command, by what it is about. */
const keyOf = (kind: 'bench' | 'explore', about: string): string => `memo/${kind}-${digestOf(about).slice(7, 47)}`;

const recall = (store: Store, key: string): Json | undefined => {
  const text = getSealed(store, key);
  return text === undefined ? undefined : (JSON.parse(text) as Json);
};

const programKey = (files: readonly EmittedFile[]): string =>
  keyOf('bench', JSON.stringify(files.map(({ contents, path }) => [path, digestOf(contents)])));

/** A run in QEMU counts the same each time, so that what was counted once stands for the same C. */
export const rememberBench = (store: Store, files: readonly EmittedFile[], report: BenchReport): void => {
  putSealed(store, programKey(files), JSON.stringify(report));
};

export const recalledBench = (store: Store, files: readonly EmittedFile[]): BenchReport | null =>
  (recall(store, programKey(files)) as unknown as BenchReport | undefined) ?? null;

/** All of a manifest that a search goes by; neither where it lies nor what is built in the end. */
const searchKey = ({ budget, data, explore, model, name, priority, target }: Manifest): string =>
  keyOf('explore', JSON.stringify({ budget, data, explore, model, name, priority, target }));

/** `document`: as `tinyml explore --json` prints it. */
export const rememberSearch = (store: Store, manifest: Manifest, document: object): void => {
  putSealed(store, searchKey(manifest), JSON.stringify(document));
};

export const recalledSearch = (store: Store, manifest: Manifest): Json | null =>
  recall(store, searchKey(manifest)) ?? null;
