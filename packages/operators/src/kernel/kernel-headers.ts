import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KernelSource } from '@tinyml/core';
import { headersOf } from './header-template.ts';

/** The headers stand beside what binds them, sources or compiled. */
const folder = fileURLToPath(new URL('../', import.meta.url));

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

export type KernelHeader = KernelSource & { readonly text: string };

/** Every C header of this package by its name, those that templates give among them: they are emitted into one folder. */
export const kernelHeaders = (): ReadonlyMap<string, KernelHeader> => {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.h(?:\.in)?$/.test(path));
  const templates = new Map(paths.filter((path) => path.endsWith('.in')).map((path) => [basename(path), read(path)]));
  const templateText = (name: string): string => {
    const text = templates.get(name);
    if (text === undefined) throw new Error(`there is no template ${name}`);
    return text;
  };
  const headers = new Map<string, KernelHeader>();
  for (const path of paths) {
    const given = path.endsWith('.in')
      ? headersOf(templateText(basename(path)), templateText)
      : [{ name: basename(path), text: read(path) }];
    for (const { name, text } of given) {
      const other = headers.get(name);
      if (other !== undefined) throw new Error(`${name} is given twice: by ${other.path} and ${join(folder, path)}`);
      headers.set(name, { name, path: join(folder, path), text });
    }
  }
  return headers;
};
