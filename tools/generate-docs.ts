// Writes the reference pages of docs/ from what the code itself declares. Run: pnpm reference. A test holds the pages to it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.mjs';
import { pages } from './reference-pages.ts';

for (const [name, text] of Object.entries(pages())) writeFileSync(join(root, 'docs', name), text);
