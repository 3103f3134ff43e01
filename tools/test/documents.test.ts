import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { codegenExplanations } from '@tinyml/codegen';
import { type Explanations } from '@tinyml/core';
import { coreExplanations } from '@tinyml/core/internal';
import { formatsExplanations } from '@tinyml/formats';
import { passesExplanations } from '@tinyml/passes';
import { trainingExplanations } from '@tinyml/training';
import { cliExplanations } from '../../packages/cli/src/diagnostics/explanations.ts';
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
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];

  test.each(documents)('links of %s lead somewhere', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(resolve(root, dirname(path), link)))).toEqual([]);
  });

  const explained: Readonly<Record<string, Explanations>> = {
    'cli/src/diagnostics': cliExplanations,
    'codegen/src/diagnostics': codegenExplanations,
    'core/src/diagnostics/catalogue': coreExplanations,
    'formats/src/diagnostics': formatsExplanations,
    'passes/src/diagnostics': passesExplanations,
    'training/src/diagnostics': trainingExplanations,
  };

  test('no two packages explain one code', () => {
    const codes = Object.values(explained).flatMap((texts) => Object.keys(texts));
    expect(codes.filter((code, i) => codes.indexOf(code) < i)).toEqual([]);
  });

  test.each(Object.keys(explained))('every code of a message in packages/%s is explained', (path) => {
    const folder = join(root, 'packages', path);
    const codes = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), 'utf8').matchAll(/'(TML\d{3})'/g)].map((match) => match[1] ?? ''),
      );
    const texts = { ...coreExplanations, ...explained[path] };
    expect([...new Set(codes)].filter((code) => !(code in texts)).sort()).toEqual([]);
  });
});
