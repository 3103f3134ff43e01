import { expect, test } from '@jest/globals';
import { isTinymlError } from '../../src/diagnostics/diagnostic.ts';
import { parseManifest } from '../../src/manifest/parse.ts';

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

const head = 'version: 1\nmodel: m.h5\ntarget: { core: cortex-m4f, flash: 64KiB, ram: 16KiB }\n';
const doubling = (first: string, next: (name: string) => string): string =>
  `a0: &a0 ${first}\n${lines(40, (i) => `a${String(i + 1)}: &a${String(i + 1)} ${next(`*a${String(i)}`)}`)}`;

/** Texts that a parser may take for ever on, or overflow its stack with. */
const texts: Readonly<Record<string, string>> = {
  'keys within keys': `${'? '.repeat(40)}a`,
  'keys within keys, a line each': `${lines(40, (i) => `${' '.repeat(i)}?`)} a`,
  'keys within keys, in braces': `${'{? '.repeat(40)}a${'}'.repeat(40)}`,
  'mappings as keys': `${'{'.repeat(40)}a${'}: 1'.repeat(40)}`,
  'lists as keys': `${'['.repeat(30)}a${']'.repeat(30)}: 1`,
  'aliases that double lists': doubling('[x, x]', (last) => `[${last}, ${last}]`),
  'aliases that double mappings': doubling('{ x: 1 }', (last) => `{ l: ${last}, r: ${last} }`),
  'many aliases': `a: &a 1\n${lines(10_000, (i) => `k${String(i)}: *a`)}`,
  'many anchors': lines(10_000, (i) => `k${String(i)}: &a${String(i)} 1`),
  'an alias of itself': `${head}passes: &a [*a]\n`,
  'an alias of itself in data': `${head}data: &d { train: *d }\n`,
  'an alias of itself in options': `${head}passes: [{ quantize: &q { mode: *q } }]\n`,
  brackets: '['.repeat(100_000),
  dashes: `${'- '.repeat(100_000)}a`,
  'dashes, a line each': `${lines(600, (i) => `${' '.repeat(i)}-`)} a`,
  'mappings, a line each': `${lines(600, (i) => `${' '.repeat(i)}a:`)} b`,
  'unknown keys': `version: 1\n${lines(40_000, (i) => `k${String(i)}: 1`)}`,
  'as many unknown keys as a file may hold': `${head}${lines(9_000, (i) => `k${String(i)}: 1`)}`,
  'unknown keys of data': `${head}data:\n${lines(9_000, (i) => `  k${String(i)}: 1`)}`,
  'one key again and again': lines(9_000, () => 'a: 1'),
  'every key twice': lines(9_000, (i) => `k${String(i % 4500)}: 1`),
  'empty keys': ': \n'.repeat(9_000),
  'pairs in a list': `[${'? a : b, '.repeat(9_000)}]`,
  commas: `[${','.repeat(50_000)}`,
  escapes: `"${'\\u'.repeat(50_000)}`,
  documents: '---\n'.repeat(50_000),
  directives: '%TAG ! x\n'.repeat(20_000),
};

test.each(Object.entries(texts))('%s: one clear error', (_, text) => {
  let thrown: unknown;
  try {
    parseManifest(text, '/project/tinyml.yaml', { boards: [], exists: () => true });
  } catch (error) {
    thrown = error;
  }
  if (!isTinymlError(thrown)) throw new Error('not refused', { cause: thrown });
  expect(thrown.diagnostics.length).toBeLessThanOrEqual(60);
  for (const { code } of thrown.diagnostics) expect(code).toMatch(/^TML1\d\d$/);
});
