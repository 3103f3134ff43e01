import type { BuildFailure, Message, Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { moduleNotLoaded } from '../diagnostics/catalogue/network.ts';
import { codeFrame } from '../diagnostics/code-frame.ts';
import { isTinymlError, TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { packageFile } from './package-file.ts';
import { entryOf } from './pass-package.ts';

/** `@scope/name/file` → `@scope/name` */
const packageNameOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/**
 * Packages are loaded from where the module that imports them would find them, not from where the bundle lies.
 * `packages` takes the package.json of each.
 */
const packagesByPath = (packages: Set<string>): Plugin => ({
  name: 'packages-by-path',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind, resolveDir }) => {
      if (kind === 'entry-point') return undefined;
      if (isBuiltin(path) || path.includes(':')) return { path, external: true };
      try {
        const entry = entryOf(path, resolveDir);
        const description = packageFile(packageNameOf(path), resolveDir);
        if (description !== undefined) packages.add(description);
        return { path: pathToFileURL(entry).href, external: true };
      } catch (error) {
        if (!isTinymlError(error)) throw error;
        return { errors: [{ text: error.diagnostics[0]?.message ?? error.message }] };
      }
    });
  },
});

/** `import.meta.url` keeps meaning the file that it is written in. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/import\.meta\.url/g, JSON.stringify(pathToFileURL(path).href)),
      loader: /\.[cm]?tsx?$/.test(path) ? 'ts' : 'js',
    }));
  },
};

const placedMessage = (entry: string, { text, location }: Message): Diagnostic => {
  const diagnostic = moduleNotLoaded(text);
  if (location === null) return { ...diagnostic, file: entry };
  const file = resolve(dirname(entry), location.file);
  const { line, column, length } = location;
  const frame = codeFrame(readFileSync(file, 'utf8'), line, column + 1, length);
  return { ...diagnostic, file, line, column: column + 1, frame };
};

const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);

/** The module and all that it imports by path, as one, with types removed. @throws TinymlError (TML634) */
const bundle = async (entry: string, packages: Set<string>): Promise<string> => {
  const { build } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'inline',
      sourcesContent: false,
      sourceRoot: `${pathToFileURL(dirname(entry)).href}/`,
      plugins: [packagesByPath(packages), keepPlaces],
      logLevel: 'silent',
      absWorkingDir: dirname(entry),
      outfile: entry.replace(/\.\w+$/, '.mjs'),
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw new TinymlError(...error.errors.map((message) => placedMessage(entry, message)));
  }
};

/** What a module exports, and the package.json of each package that it imports. */
export interface LoadedModule {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly packages: readonly string[];
}

/**
 * Loads a TypeScript or JavaScript module. It is compiled anew at every call, so that a running process sees an edit.
 * @throws TinymlError (TML634) where it cannot be compiled; whatever the module itself throws.
 */
export const loadModule = async (entry: string): Promise<LoadedModule> => {
  const packages = new Set<string>();
  const text = await bundle(entry, packages);
  const folder = await mkdtemp(join(tmpdir(), 'tinyml-module-'));
  try {
    const file = join(folder, 'module.mjs');
    await writeFile(file, text);
    const exports = (await import(pathToFileURL(file).href)) as LoadedModule['exports'];
    return { exports, packages: [...packages].sort() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
