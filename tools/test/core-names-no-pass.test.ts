import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { builtinPasses } from '@tinyml/passes';
import { trainingPasses } from '@tinyml/training';

const core = resolve(dirname(fileURLToPath(import.meta.url)), '../../packages/core/src');

/** A name of one word is also an English word, an operator or a data split: it counts where it is quoted as a pass is. */
const patternOf = (name: string): RegExp =>
  name.includes('-')
    ? new RegExp(`(?<![\\w-])${name}(?![\\w-])`)
    : new RegExp(`\`${name}[\`:]|passes\\.get\\('${name}'`);

test('core knows no pass by name', () => {
  const patterns = [...builtinPasses, ...trainingPasses].map(({ name }) => patternOf(name));
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const found = files.flatMap((path) =>
    readFileSync(join(core, path), 'utf8')
      .split('\n')
      .filter((line) => patterns.some((pattern) => pattern.test(line)))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
