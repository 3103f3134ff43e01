import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { KernelSource } from '@tinyml/core';

const folder = new URL('../../c/kernels/', import.meta.url);

const sourceOf = (name: string): KernelSource => ({ name, path: fileURLToPath(new URL(name, folder)) });

/**
 * The header `name` and every kernel header it includes, directly or not: dependencies first, each once.
 * Works from `src/` and from `dist/` alike.
 */
export const kernelSources = (name: string): readonly KernelSource[] => {
  const found = new Map<string, KernelSource>();
  const visit = (header: string): void => {
    if (found.has(header)) return;
    const source = sourceOf(header);
    for (const [, included] of readFileSync(source.path, 'utf8').matchAll(/^#include "(tml_\w+\.h)"/gm)) {
      if (included !== undefined) visit(included);
    }
    found.set(header, source);
  };
  visit(name);
  return [...found.values()];
};
