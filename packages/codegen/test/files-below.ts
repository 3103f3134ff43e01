import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below `folder`, as paths relative to it, sorted. */
export const filesBelow = (folder: string, at = ''): readonly string[] =>
  readdirSync(join(folder, at))
    .sort()
    .flatMap((name) => {
      const path = at === '' ? name : `${at}/${name}`;
      return statSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
    });
