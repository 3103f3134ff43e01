import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Manifest } from './manifest.ts';
import { parseManifest, type ManifestEnvironment } from './parse.ts';

/** The name that a manifest has unless it is named on the command line. */
export const manifestFileName = 'tinyml.yaml';

const largest = 256 * 1024;

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** The text of a manifest. @throws TinymlError TML103 */
export const readManifestText = async (file: string): Promise<string> => {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new TinymlError(messages.unreadableManifest(file, reasonOf(error)));
  });
  if (bytes.length > largest)
    throw new TinymlError(messages.unreadableManifest(file, `it has ${String(bytes.length)} bytes`));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TinymlError(messages.unreadableManifest(file, 'it is not UTF-8'));
  }
};

/** The manifest that `path`, a file or a folder, stands for. @throws TinymlError (TML101, TML102, TML103). */
export const findManifest = async (path: string): Promise<string> => {
  const file = resolve(path);
  const found = await stat(file).catch((error: unknown) => {
    const code = reasonOf(error);
    throw new TinymlError(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? messages.manifestNotFound(file)
        : messages.unreadableManifest(file, code),
    );
  });
  if (!found.isDirectory()) return file;
  const inside = join(file, manifestFileName);
  if (
    await stat(inside).then(
      () => true,
      () => false,
    )
  )
    return inside;
  const names = await readdir(file).catch(() => []);
  const candidate = names.find((name) => /tinyml.*\.ya?ml$/i.test(name));
  throw new TinymlError(messages.noManifestInFolder(file, candidate === undefined ? undefined : join(path, candidate)));
};

/**
 * Loads the manifest at `path`, a file or a folder that holds a tinyml.yaml.
 * @throws TinymlError with every problem at once (TML1xx).
 */
export const loadManifest = async (path: string, environment: ManifestEnvironment): Promise<Manifest> => {
  const file = await findManifest(path);
  return parseManifest(await readManifestText(file), file, environment);
};
