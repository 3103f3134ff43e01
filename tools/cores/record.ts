import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from '../cortex-m/models.ts';
import { root } from '../steps.mjs';

/** Recorded figures of each core by model, priority latency: what later measurements are held against. */
export type CoreRecord = Readonly<
  Record<string, { readonly compiler: string; readonly figures: Readonly<Record<string, Figures>> }>
>;

const file = join(root, 'docs', 'benchmarks-cores.json');

export const readCoreRecord = (): CoreRecord =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CoreRecord) : {};

export const writeCoreRecord = (record: CoreRecord): void => {
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
};

export const recordedOf = (record: CoreRecord, core: string, model: string): Figures | undefined =>
  record[core]?.figures[model];

/** The record with the figures of one model on one core in place of what it had. */
export const withFigures = (
  record: CoreRecord,
  core: string,
  compiler: string,
  model: string,
  figures: Figures,
): CoreRecord => ({ ...record, [core]: { compiler, figures: { ...record[core]?.figures, [model]: figures } } });
