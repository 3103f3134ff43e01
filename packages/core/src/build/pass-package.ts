import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ambiguousPass, packageBroken, packageNotFound } from '../diagnostics/catalogue/build.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Kernel } from '../kernel/define-kernel.ts';
import type { Operator } from '../op/define-operator.ts';
import type { Pass } from '../pass/define-pass.ts';
import type { Toolkit } from '../toolkit.ts';
import { findUp, packageFile } from './package-file.ts';

/** What a pass package brings, and the file that it was loaded from. */
export interface PassPackage {
  readonly name: string;
  readonly version: string;
  readonly entry: string;
  readonly passes: readonly Pass[];
  readonly operators: readonly Operator[];
  readonly kernels: readonly Kernel[];
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly exports?: unknown;
  readonly keywords?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (path: string): Manifest | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
};

const isPass = (value: unknown): value is Pass =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<Pass>).name === 'string' &&
  typeof (value as Partial<Pass>).run === 'function' &&
  typeof (value as Partial<Pass>).options === 'object';

/** Imports `entry`, the main file of a package. @throws TinymlError TML413 where it is no pass package */
export const loadPackage = async (name: string, version: string, entry: string): Promise<PassPackage> => {
  let exported: unknown;
  try {
    exported = ((await import(pathToFileURL(entry).href)) as { default?: unknown }).default;
  } catch (error) {
    throw new TinymlError(packageBroken(name, `it cannot be loaded: ${(error as Error).message}`));
  }
  const bundle = (
    isPass(exported) ? { passes: [exported] } : Array.isArray(exported) ? { passes: exported } : exported
  ) as Partial<Pick<PassPackage, 'passes' | 'operators' | 'kernels'>> | undefined;
  if (typeof bundle !== 'object') throw new TinymlError(packageBroken(name, 'it has no default export of that kind'));
  const { passes = [], operators = [], kernels = [] } = bundle;
  if (!passes.every(isPass)) throw new TinymlError(packageBroken(name, 'a pass in it was not made with definePass'));
  return { name, version, entry, passes, operators, kernels };
};

/** The file that `exports` names for an import: a string, or the first condition that holds, nested or not. */
const importTarget = (exported: unknown): string | undefined => {
  if (typeof exported === 'string') return exported;
  if (Array.isArray(exported)) return exported.map(importTarget).find((target) => target !== undefined);
  if (typeof exported !== 'object' || exported === null) return undefined;
  for (const [condition, target] of Object.entries(exported))
    if (['.', 'node', 'import', 'default'].includes(condition)) {
      const found = importTarget(target);
      if (found !== undefined) return found;
    }
  return undefined;
};

/** Entry file of `name` as Node resolves an import of it from `folder`. */
export const entryOf = (name: string, folder: string): string => {
  try {
    return createRequire(join(folder, 'noop.js')).resolve(name);
  } catch {
    // `require` does not see packages that export for `import` alone.
    const path = packageFile(name, folder);
    const target = path === undefined ? undefined : importTarget(readManifest(path)?.exports);
    if (path === undefined || target === undefined) throw new TinymlError(packageNotFound(name, folder));
    return join(dirname(path), target);
  }
};

/** Packages among the dependencies of the nearest package.json that have the keyword `tinyml-pass`. */
const dependencies = (folder: string): readonly string[] => {
  const path = findUp(folder, 'package.json');
  const manifest = path === undefined ? undefined : readManifest(path);
  if (path === undefined || manifest === undefined) return [];
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter((name) => {
      const found = packageFile(name, dirname(path));
      return found !== undefined && (readManifest(found)?.keywords?.includes('tinyml-pass') ?? false);
    })
    .sort();
};

const packageNameOf = (reference: string): string => reference.split('#')[0] ?? reference;

const isPath = (reference: string): boolean => /^\.{1,2}\//.test(reference) || isAbsolute(reference);

const loadReference = (reference: string, folder: string): Promise<PassPackage> => {
  const name = packageNameOf(reference);
  if (isPath(name)) {
    const entry = resolve(folder, name);
    if (!existsSync(entry)) throw new TinymlError(packageNotFound(name, folder));
    return loadPackage(name, '0', entry);
  }
  const entry = entryOf(name, folder);
  const path = packageFile(name, folder);
  const manifest = path === undefined ? undefined : readManifest(path);
  if (manifest !== undefined && !manifest.keywords?.includes('tinyml-pass'))
    throw new TinymlError(packageBroken(name, 'its package.json lacks the keyword "tinyml-pass"'));
  if (manifest !== undefined && manifest.peerDependencies?.['@tinyml/core'] === undefined)
    throw new TinymlError(packageBroken(name, 'its package.json lacks a peerDependency on @tinyml/core'));
  return loadPackage(name, manifest?.version ?? '0', entry);
};

/** A toolkit with the third parties' parts, and the package that each pass came from. */
export interface ExtendedToolkit {
  readonly toolkit: Toolkit;
  readonly packages: readonly PassPackage[];
  readonly origin: ReadonlyMap<Pass, PassPackage>;
}

/**
 * Adds what third-party packages bring: those that the manifest names (`package`, `package#pass`, `./file.js`), and
 * all pass packages among the dependencies of the project that the manifest lies in. A pass answers to
 * `package#pass`, to the package's name where it has one pass only, and to its bare name where no other pass has that.
 * @throws TinymlError TML411 … TML413
 */
export const extendToolkit = async (
  base: Toolkit,
  references: readonly string[],
  folder: string,
): Promise<ExtendedToolkit> => {
  const named = references
    .filter((reference) => !base.passes.has(reference) && (isPath(reference) || /[@/#]/.test(reference)))
    .map(packageNameOf);
  const found = dependencies(folder);
  // An unscoped package may be named like a bare pass: it is one when such a package is a dependency.
  const names = [...new Set([...named, ...found])];
  const packages = await Promise.all(names.map((name) => loadReference(name, folder)));
  if (packages.length === 0) return { toolkit: base, packages, origin: new Map() };

  const passes = new Map(base.passes);
  const origin = new Map<Pass, PassPackage>();
  const byBareName = new Map<string, string[]>();
  for (const package_ of packages) {
    for (const pass of package_.passes) {
      origin.set(pass, package_);
      passes.set(`${package_.name}#${pass.name}`, pass);
      if (package_.passes.length === 1) passes.set(package_.name, pass);
      byBareName.set(pass.name, [...(byBareName.get(pass.name) ?? []), `${package_.name}#${pass.name}`]);
    }
  }
  for (const [bare, candidates] of byBareName) {
    if (base.passes.has(bare)) continue;
    const [only, ...others] = candidates;
    const pass = only === undefined ? undefined : passes.get(only);
    if (others.length === 0 && pass !== undefined) passes.set(bare, pass);
    else if (references.includes(bare)) throw new TinymlError(ambiguousPass(bare, candidates));
  }
  return {
    packages,
    origin,
    toolkit: {
      ...base,
      passes,
      operators: new Map([
        ...base.operators,
        ...packages.flatMap(({ operators }) => operators.map((operator) => [operator.name, operator] as const)),
      ]),
      operatorPackages: packages
        .filter(({ operators }) => operators.length > 0)
        .map(({ name, version, entry }) => ({ name, version, file: entry })),
      kernels: [...base.kernels, ...packages.flatMap(({ kernels }) => kernels)],
    },
  };
};
