import type { KernelSource } from '@tinyml/core';
import { kernelHeaders } from './kernel-headers.ts';

const headers = kernelHeaders();

/** The header `name` and every kernel header that it includes, directly or not: dependencies first, each once. */
export const kernelSources = (name: string): readonly KernelSource[] => {
  const found = new Map<string, KernelSource>();
  const visit = (header: string): void => {
    if (found.has(header)) return;
    const known = headers.get(header);
    if (known === undefined) throw new Error(`there is no C header ${header}`);
    for (const [, included = ''] of known.text.matchAll(/^#include "(tml_\w+\.h)"/gm)) visit(included);
    const { path, text } = known;
    found.set(header, path.endsWith('.h') ? { name: header, path } : { name: header, path, text });
  };
  visit(name);
  return [...found.values()];
};
