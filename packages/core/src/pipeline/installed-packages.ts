import { readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { packageFile } from './package-file.ts';

/** Where a package was found when it was looked for from a folder. `path`: of its package.json, links resolved. */
export interface PackageLookup {
  readonly from: string;
  readonly name: string;
  readonly path: string | null;
}

export interface PackageDescription {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export const lookUp = (name: string, from: string): PackageLookup => {
  const found = packageFile(name, from);
  return { from, name, path: found === undefined ? null : realpathSync(found) };
};

/** Whether a look-up would still find the same: an installation may have put another one in the way. */
export const stillFound = ({ from, name, path }: PackageLookup): boolean => lookUp(name, from).path === path;

export const describePackage = (path: string): PackageDescription => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as PackageDescription;
  } catch {
    return {};
  }
};

/** All that packages depend on, also through others: one look-up for each dependency, none where nothing is found. */
export const dependencyLookups = (paths: Iterable<string>): readonly PackageLookup[] => {
  const lookups: PackageLookup[] = [];
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const { dependencies, optionalDependencies, peerDependencies } = describePackage(path);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).sort()) {
      const lookup = lookUp(name, dirname(path));
      lookups.push(lookup);
      if (lookup.path !== null) visit(lookup.path);
    }
  };
  for (const path of paths) visit(path);
  return lookups;
};
