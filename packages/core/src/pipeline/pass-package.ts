import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ambiguousPass, packageBroken, packageNotFound, passFileNotFound } from '../diagnostics/catalogue/build.ts';
import { badDefinition } from '../diagnostics/catalogue/packages.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Explanations } from '../diagnostics/explanation.ts';
import { runForeign } from '../foreign/foreign-code.ts';
import { guardSlots } from '../foreign/guard-slots.ts';
import { readPackage } from '../foreign/read-package.ts';
import { thrownText } from '../foreign/thrown.ts';
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
  readonly diagnostics: Explanations;
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

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What of a package.json is of use; nothing where it is no JSON, or has another form. */
const readManifest = (path: string): Manifest | undefined => {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isMapping(read)) return undefined;
    const { name, version, exports, keywords } = read;
    const versions = (key: string): Record<string, string> =>
      isMapping(read[key]) ? (read[key] as Record<string, string>) : {};
    return {
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof version === 'string' ? { version } : {}),
      exports,
      keywords: Array.isArray(keywords) ? keywords : [],
      dependencies: versions('dependencies'),
      devDependencies: versions('devDependencies'),
      peerDependencies: versions('peerDependencies'),
    };
  } catch {
    return undefined;
  }
};

const loadFailure = (name: string, error: unknown): string =>
  (error as { readonly code?: unknown } | null)?.code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[cm]?tsx?$/.test(name)
    ? 'it is TypeScript, which this Node does not load: name the compiled JavaScript'
    : `it cannot be loaded: ${thrownText(error)}`;

/** Imports `entry`, the main file of a package. @throws TinymlError TML412 where it is no pass package, TML310 … TML317 */
export const loadPackage = async (name: string, version: string, entry: string): Promise<PassPackage> => {
  const exported = await runForeign({ owner: `package ${name}`, doing: 'was loaded' }, async () => {
    try {
      return { default: ((await import(pathToFileURL(entry).href)) as { default?: unknown }).default };
    } catch (error) {
      throw Object.assign(new TinymlError(packageBroken(name, loadFailure(name, error))), { cause: error });
    }
  });
  return { name, version, entry, ...readPackage(name, exported.default) };
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
    if (path === undefined) throw new TinymlError(packageNotFound(name, folder));
    if (target === undefined)
      throw new TinymlError(packageBroken(name, 'its package.json names no main file: `exports` is missing'));
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
    if (!existsSync(entry)) throw new TinymlError(passFileNotFound(name, folder));
    return loadPackage(name, '0', entry);
  }
  const entry = entryOf(name, folder);
  const path = packageFile(name, folder);
  const manifest = path === undefined ? undefined : readManifest(path);
  if (path !== undefined && manifest === undefined)
    throw new TinymlError(packageBroken(name, 'its package.json cannot be read as JSON'));
  if (manifest !== undefined && !manifest.keywords?.includes('tinyml-pass'))
    throw new TinymlError(packageBroken(name, 'its package.json lacks the keyword "tinyml-pass"'));
  if (manifest !== undefined && manifest.peerDependencies?.['@tinyml/core'] === undefined)
    throw new TinymlError(packageBroken(name, 'its package.json lacks a peerDependency on @tinyml/core'));
  return loadPackage(name, manifest?.version ?? '0', entry);
};

/** Names of operators, kernels and codes are shared by all: two of one name could not be told apart. @throws TinymlError TML313 */
const requireFits = (base: Toolkit, packages: readonly PassPackage[]): void => {
  const owners = new Map<string, string>([
    ...[...base.operators.keys()].map((name) => [`operator ${name}`, 'tinyml'] as const),
    ...base.kernels.map(({ name }) => [`kernel ${name}`, 'tinyml'] as const),
  ]);
  for (const { name: package_, operators, kernels, diagnostics } of packages) {
    const claim = (part: string): void => {
      const other = owners.get(part);
      if (other !== undefined)
        throw new TinymlError(badDefinition(`${part} of ${package_}`, `${other} has one of that name`));
      owners.set(part, package_);
    };
    for (const { name } of operators) claim(`operator ${name}`);
    for (const { name } of kernels) claim(`kernel ${name}`);
    for (const code of Object.keys(diagnostics)) claim(`code ${code}`);
  }
  for (const { name: package_, kernels } of packages)
    for (const { name, op, followedBy = [] } of kernels) {
      const unknown = [op, ...followedBy].find((operator) => !owners.has(`operator ${operator}`));
      if (unknown !== undefined)
        throw new TinymlError(badDefinition(`kernel ${name} of ${package_}`, `there is no operator ${unknown}`));
    }
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
  requireFits(base, packages);

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
        ...packages.flatMap(({ name, operators }) =>
          operators.map((operator) => [operator.name, guardSlots(name, operator, base.slots)] as const),
        ),
      ]),
      operatorPackages: packages
        .filter(({ operators }) => operators.length > 0)
        .map(({ name, version, entry }) => ({ name, version, file: entry })),
      kernels: [...base.kernels, ...packages.flatMap(({ kernels }) => kernels)],
      explanations: Object.assign(
        {},
        base.explanations,
        ...packages.map(({ diagnostics }) => diagnostics),
      ) as Explanations,
    },
  };
};
