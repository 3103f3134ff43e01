import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../ir/digest.ts';
import type { Kernel } from '../kernel/define-kernel.ts';
import type { ModuleClosure } from './module-closure.ts';

const include = /^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm;

/** The C that kernels are made of: their sources, and what these include from beside them. */
export const kernelSources = (kernels: readonly Kernel[]): ModuleClosure => {
  const texts = new Map<string, string>();
  const pending = kernels.flatMap(({ sources }) => sources.map(({ path }) => path)).sort();
  const made = kernels.flatMap(({ sources }) => sources.flatMap(({ text }) => (text === undefined ? [] : [text])));
  const parts = [...new Set(made)].map((text) => digestOf(text)).sort();
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    if (texts.has(path)) continue;
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      continue; // Not beside it: a header of the library or of the system.
    }
    texts.set(path, text);
    parts.push(digestOf(text));
    for (const [, name = ''] of text.matchAll(include)) pending.push(join(dirname(path), name));
  }
  return { digest: digestOf(parts.join('\n')), files: [...texts.keys()], lookups: [] };
};
