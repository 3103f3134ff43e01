// @ts-check
// Puts the C headers, and the templates of them, beside the compiled bindings, as they stand beside the sources.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

for (const path of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
  if (!/\.h(\.in)?$/.test(path)) continue;
  mkdirSync(dirname(join('dist', path)), { recursive: true });
  copyFileSync(join('src', path), join('dist', path));
}
