// @ts-check
// Before `tsc -b` in a package's folder: what was compiled or copied from sources that are gone goes, too. tsc leaves it, and it
// would be packed and be part of the digest of the code.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder */
const clean = (folder) => {
  for (const entry of readdirSync(join('dist', folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(join('src', path))) clean(path);
      else rmSync(join('dist', path), { recursive: true });
    } else if (/\.(js|d\.ts)(\.map)?$/.test(entry.name)) {
      const source = path.replace(/\.(js|d\.ts)(\.map)?$/, '.ts');
      if (!existsSync(join('src', source))) rmSync(join('dist', path));
    } else if (/\.h(\.in)?$/.test(entry.name) && !existsSync(join('src', path))) rmSync(join('dist', path));
  }
};

if (existsSync('dist')) clean('');
