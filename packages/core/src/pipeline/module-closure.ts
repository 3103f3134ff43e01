import type { Loader, Plugin } from 'esbuild';
import { readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, extname, resolve } from 'node:path';
import { digestOf } from '../ir/digest.ts';
import type { Digest } from '../ir/graph.ts';
import { dependencyLookups, describePackage, lookUp, type PackageLookup } from './installed-packages.ts';
import { findUp } from './package-file.ts';
import { entryOf } from './pass-package.ts';
import { referencesOf } from './referenced-files.ts';

const versionOf = (path: string): string => describePackage(path).version ?? '';

/** All that runs when a module runs. */
export interface ModuleClosure {
  readonly digest: Digest;
  /** Whose change would change the digest. */
  readonly files: readonly string[];
  readonly lookups: readonly PackageLookup[];
}

const loaders: Readonly<Record<string, Loader>> = {
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.json': 'json',
};

const isCode = (path: string): boolean => /^\.[cm]?[jt]sx?$/.test(extname(path));

/** True for code of tinyml itself: what it imports is pinned by its own version, and told apart by theirs. */
const isOwnCode = (path: string): boolean => {
  const description = findUp(dirname(path), 'package.json');
  return description !== undefined && /^(?:@tinyml\/|tinyml$)/.test(describePackage(description).name ?? '');
};

const packageNameOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** What is found on the way through the imports of one module. */
interface Findings {
  readonly lookups: PackageLookup[];
  /** Of packages that stay outside; what they depend on in turn counts only with the versions of tinyml. */
  readonly outside: PackageLookup[];
  /** Further modules and files that code names. */
  readonly named: Set<string>;
}

const follow = ({ lookups, outside, named }: Findings): Plugin => ({
  name: 'follow',
  setup({ onResolve, onLoad, resolve: resolveAsUsual }) {
    const asked = {};
    onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || pluginData === asked) return undefined;
      if (isBuiltin(path) || /^[a-z]{2,}:/.test(path)) return { path, external: true };
      const isRelative = /^\.{0,2}\//.test(path) || path === '.' || path === '..';
      if (!isRelative && !path.startsWith('#')) {
        const name = packageNameOf(path);
        // The digest of core is in every key already. What tinyml's other packages import counts by its version.
        const isOutside = name === '@tinyml/core' || (!name.startsWith('@tinyml/') && isOwnCode(importer));
        (isOutside || name.startsWith('@tinyml/') ? outside : lookups).push(lookUp(name, resolveDir));
        if (isOutside) return { path, external: true };
        try {
          return { path: realpathSync(entryOf(path, resolveDir)) };
        } catch {
          // Found only as esbuild does, or not at all: an optional dependency.
        }
      }
      const found = await resolveAsUsual(path, { kind, importer, resolveDir, pluginData: asked });
      return found.errors.length > 0 ? { path, external: true } : found;
    });
    onLoad({ filter: /.*/ }, ({ path }) => {
      if (!isCode(path)) return { contents: readFileSync(path), loader: loaders[extname(path)] ?? 'binary' };
      const contents = readFileSync(path, 'utf8');
      if (!isOwnCode(path)) {
        const { files, packages, loadsByName } = referencesOf(path, contents);
        for (const file of files) named.add(realpathSync(file));
        const description = loadsByName ? findUp(dirname(path), 'package.json') : undefined;
        const dependencies =
          description === undefined ? [] : Object.keys(describePackage(description).dependencies ?? {});
        for (const name of new Set([...packages, ...dependencies])) {
          if (name.startsWith('@tinyml/')) continue;
          const lookup = lookUp(name, dirname(path));
          lookups.push(lookup);
          if (lookup.path === null) continue;
          try {
            named.add(realpathSync(entryOf(name, dirname(path))));
          } catch {
            // A package without a main file, of types for example: its version counts.
          }
        }
      }
      return { contents, loader: loaders[extname(path)] ?? 'js' };
    });
  },
});

/** One module with all that it imports, as a text that comments do not change, and the files that it is made of. */
const bundled = async (
  entry: string,
  findings: Findings,
): Promise<{ readonly digest: Digest; readonly files: readonly string[] }> => {
  const { build } = await import('esbuild');
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      plugins: [follow(findings)],
      minifyWhitespace: true,
      metafile: true,
      legalComments: 'none',
      logLevel: 'silent',
      absWorkingDir: dirname(entry),
    });
    return {
      digest: digestOf(outputFiles[0]?.contents ?? readFileSync(entry)),
      files: Object.keys(metafile.inputs).map((path) => resolve(dirname(entry), path)),
    };
  } catch (error) {
    if (!Array.isArray((error as { errors?: unknown }).errors)) throw error;
    // Something that it may import is no module: every text counts as it is.
    return { digest: digestOf(readFileSync(entry)), files: [entry] };
  }
};

/** Follows a module through its imports, static and dynamic, to the files and packages that it names. */
export const moduleClosure = async (entry: string): Promise<ModuleClosure> => {
  const findings: Findings = { lookups: [], outside: [], named: new Set() };
  const parts: string[] = [];
  const files = new Set<string>();
  const pending = [entry];
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const part = path === entry || isCode(path) ? await bundled(path, findings) : undefined;
    parts.push(part?.digest ?? digestOf(readFileSync(path)));
    for (const file of part?.files ?? [path]) files.add(file);
    for (const named of [...findings.named].sort())
      if (!files.has(named) && !pending.includes(named)) pending.push(named);
  }
  const direct = findings.lookups.flatMap(({ path }) => path ?? []);
  const lookups = [...findings.lookups, ...findings.outside, ...dependencyLookups(direct)];
  const versions = [...new Set(lookups.map(({ name, path }) => `${name}@${path === null ? '' : versionOf(path)}`))];
  return {
    digest: digestOf([parts[0], ...parts.slice(1).sort(), ...versions.sort()].join('\n')),
    files: [...files, ...new Set(lookups.flatMap(({ path }) => path ?? []))],
    lookups: [...new Map(lookups.map((lookup) => [`${lookup.from}\0${lookup.name}`, lookup])).values()],
  };
};
