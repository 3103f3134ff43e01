import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheKeysWrong } from '../diagnostics/catalogue/remote-cache.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { parseYaml } from '../manifest/yaml-source.ts';
import { readPublicKey, type PublicKey } from './signing-keys.ts';

export const keysFileName = 'tinyml.cache.yaml';

const mostKeys = 32;

/**
 * The file with the public keys: in `folder` or above it, but not outside of the repository, which others may write
 * to. Without a repository only `folder` itself is looked at.
 */
export const findKeysFile = (folder: string): string | undefined => {
  const candidates: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    candidates.push(join(at, keysFileName));
    if (existsSync(join(at, '.git'))) return candidates.find((file) => existsSync(file));
    if (dirname(at) === at) break;
  }
  return candidates.slice(0, 1).find((file) => existsSync(file));
};

/** The public keys in a file's text. @throws TinymlError TML963 with the place of what is wrong */
export const parseKeysFile = (text: string, file: string): readonly PublicKey[] => {
  const { source, value, diagnostics } = parseYaml(text, file);
  const [first] = diagnostics;
  if (first !== undefined) throw new TinymlError(cacheKeysWrong(file, first.line, first.message));
  const refuse = (path: readonly (string | number)[], problem: string): never => {
    throw new TinymlError(cacheKeysWrong(file, source.place(path).line, problem));
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse([], 'it is not a mapping');
  const other = Object.keys(value).find((key) => key !== 'keys');
  if (other !== undefined) refuse([other], `unknown key \`${other}\`: there is only \`keys\``);
  const keys: unknown = (value as { readonly keys?: unknown }).keys;
  if (!Array.isArray(keys) || keys.length > mostKeys)
    return refuse(['keys'], `\`keys\` is not a list of at most ${String(mostKeys)} public keys`);
  return keys.map((key: unknown, index) => {
    const read = typeof key === 'string' ? readPublicKey(key) : undefined;
    return read ?? refuse(['keys', index], `\`keys[${String(index)}]\` is not a public key`);
  });
};

/** @throws TinymlError TML963 */
export const readKeysFile = (file: string): readonly PublicKey[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new TinymlError(cacheKeysWrong(file, undefined, (error as Error).message));
  }
  return parseKeysFile(text, file);
};
