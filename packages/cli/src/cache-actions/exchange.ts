import { dirname, resolve } from 'node:path';
import { statSync } from 'node:fs';
import { TinymlError } from '@tinyml/core';
import { allRecords, exportRecords, importRefused, importRecords, recordKey } from '@tinyml/core/internal';
import { openStore } from '../cache-store.ts';
import { usage } from '../diagnostics/command-line.ts';
import { publicKeysFor, signingKeyOf } from '../remote-cache.ts';
import { countText } from '../render/number.ts';
import { printJson } from '../report.ts';
import type { CommonOptions, Terminal } from '../terminal.ts';
import { tinymlVersion } from '../version.ts';
import { openManifest, stageRecords } from './manifest-stages.ts';

const pathOf = (paths: readonly string[], action: string): string => {
  const [path] = paths;
  if (path === undefined)
    throw new TinymlError(
      usage(`\`cache ${action}\` needs a file or a folder`, `e.g. tinyml cache ${action} stages.tinyml`),
    );
  return path;
};

const wantsFolder = (path: string): boolean =>
  /[/\\]$/.test(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Writes the whole cache, or what the named manifests need of it, to a file or a folder. */
export const exportCache = async (
  paths: readonly string[],
  flags: CommonOptions,
  terminal: Terminal,
): Promise<number> => {
  const path = pathOf(paths, 'export');
  const store = openStore(flags);
  const manifests = await Promise.all(paths.slice(1).map(openManifest));
  const records = manifests.length === 0 ? [...allRecords(store)] : [];
  for (const manifest of manifests) records.push(...(await stageRecords(manifest, flags, terminal)));
  const once = [...new Map(records.map((record) => [recordKey(record), record])).values()];
  const signingKey = signingKeyOf(publicKeysFor(manifests[0]?.dir ?? resolve('.')));
  const file = resolve(path);
  const written = await exportRecords(file, wantsFolder(path), once, store, tinymlVersion(), signingKey);
  const signed = signingKey !== undefined;
  if (terminal.json) printJson({ schema: 'tinyml-cache/1', action: 'export', path: file, written, signed }, terminal);
  else terminal.out(`${countText(written)} results written to ${path}${signed ? ', signed' : ', not signed'}\n`);
  return 0;
};

/** Takes results from a file or a folder into the cache. */
export const importCache = async (
  paths: readonly string[],
  flags: CommonOptions & { readonly unsigned?: boolean },
  terminal: Terminal,
): Promise<number> => {
  const path = pathOf(paths, 'import');
  // Keys are the repository's where the command runs, never those beside the file that is imported.
  const folder = paths[1] === undefined ? resolve('.') : dirname(resolve((await openManifest(paths[1])).source.file));
  const expected = {
    tinyml: tinymlVersion(),
    publicKeys: publicKeysFor(folder),
    unsigned: flags.unsigned ?? false,
  };
  const { taken, refused } = await importRecords(resolve(path), openStore(flags), expected);
  if (refused.length > 0) throw new TinymlError(importRefused(path, refused.slice(0, 20)));
  if (terminal.json) printJson({ schema: 'tinyml-cache/1', action: 'import', taken }, terminal);
  else terminal.out(`${countText(taken)} results taken\n`);
  return 0;
};
