import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseYaml, type Manifest } from '@tinyml/core/internal';

/** A file that a manifest names, under the name that it has on other machines. */
export interface InputFile {
  /** `files/3/digits.npz`: two or more plain words below `files/`. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a search reads, for machines without a checkout: the manifest, in which paths are names of files, and these by digest. */
export interface Inputs {
  readonly schema: 'tinyml-inputs/1';
  readonly manifest: string;
  readonly files: readonly InputFile[];
}

export interface PackedInputs {
  readonly inputs: Inputs;
  /** Where each file is, by its digest. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Bytes of all files, and how many they are, at most. */
export const mostInputs = { bytes: 2 ** 30, files: 20_000, document: 4 * 2 ** 20 };

/** Code: it stays where it is. */
const isCode = (name: string): boolean => /\.(?:[cm]?[jt]s|wasm|node|py|sh)$/i.test(name);

/** What each part of a name may be, so that no name is a path to anywhere else: no hidden one, no device, no drive. */
const isPlainPart = (part: string): boolean =>
  // eslint-disable-next-line no-control-regex
  /^[^\s./\\:\u0000-\u001f\u007f][^/\\:\u0000-\u001f\u007f]{0,120}$/.test(part) && !part.endsWith('.');

export const isPlainName = (name: string): boolean => {
  const [root, ...parts] = name.split('/');
  return root === 'files' && parts.length >= 2 && parts.length <= 12 && parts.every(isPlainPart) && !isCode(name);
};

const plain = (word: string): string =>
  word
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+|\.{2,}/g, '_')
    .slice(0, 100);

const isThere = (path: string): 'file' | 'folder' | undefined => {
  try {
    const stats = statSync(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : undefined;
  } catch {
    return undefined;
  }
};

/** Keys under which no input stands. */
const outputs = new Set(['output', 'name', 'version']);

/**
 * Packs what a manifest names. undefined where it cannot travel: it has code of its own (a loader, a module), or is too large; workers then need a checkout.
 */
export const packInputs = ({ dir, source }: Pick<Manifest, 'dir' | 'source'>): PackedInputs | undefined => {
  const files: InputFile[] = [];
  const sources = new Map<string, string>();
  const taken = new Map<string, string>();
  let total = 0;
  let canTravel = true;
  const add = (name: string, path: string): void => {
    if (files.length >= mostInputs.files || !isPlainName(name)) canTravel = false;
    if (!canTravel) return;
    total += statSync(path).size;
    if (total > mostInputs.bytes) canTravel = false;
    if (!canTravel) return;
    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ name, sha256, bytes: bytes.length });
    sources.set(sha256, path);
  };
  const addFolder = (name: string, path: string): void => {
    for (const { name: own } of readdirSync(path, { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const [inner, place] = [`${name}/${own}`, join(path, own)];
      const kind = isThere(place);
      if (kind === 'folder') addFolder(inner, place);
      else if (kind === 'file') add(inner, place);
      if (!canTravel) return;
    }
  };
  const moved = (text: string): string => {
    const path = resolve(dir, text);
    const kind = text === '' || text.length > 4096 ? undefined : isThere(path);
    if (kind === undefined || (kind === 'folder' && path === resolve(dir))) return text;
    const known = taken.get(path);
    if (known !== undefined) return known;
    const name = `files/${String(taken.size)}/${plain(basename(path)) || 'input'}`;
    taken.set(path, name);
    if (kind === 'file') add(name, path);
    else addFolder(name, path);
    return name;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return moved(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, outputs.has(key) ? one : walk(one)]));
  };
  const { value } = parseYaml(source.text, source.file);
  const manifest = JSON.stringify(walk(value));
  return canTravel ? { inputs: { schema: 'tinyml-inputs/1', manifest, files }, sources } : undefined;
};
