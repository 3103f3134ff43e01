import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KernelSource } from '@tinyml/core';

/** The headers stand beside what binds them, sources or compiled. */
const folder = fileURLToPath(new URL('../', import.meta.url));

interface Header {
  readonly path: string;
  /** Names of the headers that it includes. */
  readonly includes: readonly string[];
}

/** Every header of this package by its name: they are emitted into one folder. */
const headers: ReadonlyMap<string, Header> = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.h'))
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const includes = [...text.matchAll(/^#include "(tml_\w+\.h)"/gm)].map(([, name]) => name as string);
      return [basename(path), { path: join(folder, path), includes }];
    }),
);

/** The header `name` and every kernel header that it includes, directly or not: dependencies first, each once. */
export const kernelSources = (name: string): readonly KernelSource[] => {
  const found = new Map<string, KernelSource>();
  const visit = (header: string): void => {
    if (found.has(header)) return;
    const known = headers.get(header);
    if (known === undefined) throw new Error(`there is no C header ${header}`);
    known.includes.forEach(visit);
    found.set(header, { name: header, path: known.path });
  };
  visit(name);
  return [...found.values()];
};
