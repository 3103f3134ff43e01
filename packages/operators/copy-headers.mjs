// @ts-check
// Puts the C headers beside the compiled bindings, as they stand beside the sources.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

for (const path of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.h')) continue;
  mkdirSync(dirname(join('dist', path)), { recursive: true });
  copyFileSync(join('src', path), join('dist', path));
}
