import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Where the schema lies in an installed package. */
const shipped = join('node_modules', 'tinyml', 'dist', 'tinyml.schema.json');

/**
 * The shipped schema as a path from a manifest's folder; undefined where the package is not installed in a node_modules
 * above it, as under Yarn's Plug'n'Play.
 */
export const schemaPath = (folder: string): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, shipped);
    if (existsSync(path)) {
      const from = relative(folder, path).split(sep).join('/');
      return from.startsWith('.') ? from : `./${from}`;
    }
    if (dirname(at) === at) return undefined;
  }
};
