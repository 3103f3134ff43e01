import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Models and reference outputs for tests, beside the repository; undefined where they are missing. */
export const shared: string | undefined = ((): string | undefined => {
  const folder = process.env['TINYML_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
  return existsSync(join(folder, 'golden')) ? folder : undefined;
})();

/** Every file below `folder`, as paths relative to it, sorted. */
export const filesBelow = (folder: string, at = ''): readonly string[] =>
  readdirSync(join(folder, at))
    .sort()
    .flatMap((name) => {
      const path = at === '' ? name : `${at}/${name}`;
      return statSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
    });
