import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { explanations } from '@tinyml/core';
import { pages } from '../reference-pages.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('docs', () => {
  test.each(Object.keys(pages()))('%s says what the code says (else: pnpm reference)', (name) => {
    expect(read(`docs/${name}`)).toBe(pages()[name]);
  });

  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];

  test.each(documents)('links of %s lead somewhere', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(resolve(root, dirname(path), link)))).toEqual([]);
  });

  test('every code of a message is explained', () => {
    const folder = join(root, 'packages/core/src/diagnostics/catalogue');
    const codes = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), 'utf8').matchAll(/'(TML\d{3})'/g)].map((match) => match[1] ?? ''),
      );
    expect([...new Set(codes)].filter((code) => !(code in explanations)).sort()).toEqual([]);
  });
});
