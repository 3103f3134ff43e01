import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The nearest `relative` at `folder` or above. */
export const findUp = (folder: string, relative: string): string | undefined => {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, relative);
    if (existsSync(path)) return path;
    if (dirname(at) === at) return undefined;
  }
};

/** What Yarn's Plug'n'Play adds to Node where it runs: packages lie in archives, and a table says where. */
interface PlugAndPlay {
  findPnpApi?(path: string): { resolveToUnqualified(name: string, issuer: string): string | null } | null;
}

const plugAndPlayFolder = (name: string, folder: string): string | undefined => {
  const place = `${resolve(folder)}/`;
  try {
    return (nodeModule as PlugAndPlay).findPnpApi?.(place)?.resolveToUnqualified(name, place) ?? undefined;
  } catch {
    return undefined; // The package that `folder` belongs to does not depend on it.
  }
};

/** The package.json of the package that code in `folder` gets by `name`. */
export const packageFile = (name: string, folder: string): string | undefined => {
  const found = findUp(folder, join('node_modules', name, 'package.json'));
  if (found !== undefined) return found;
  const place = plugAndPlayFolder(name, folder);
  return place === undefined ? undefined : join(place, 'package.json');
};
