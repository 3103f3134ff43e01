import { describe, expect, test } from '@jest/globals';
import { testPass } from '@tinyml/core/testing';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { builtinPasses } from '../src/index.ts';
import { operators } from './support/run-passes.ts';

const root = join(import.meta.dirname, 'cases');

test('every pass has cases, and every folder of cases its pass', () => {
  expect(readdirSync(root).sort()).toEqual(builtinPasses.map(({ name }) => name).sort());
});

for (const pass of builtinPasses) {
  const folder = join(root, pass.name);
  if (existsSync(folder)) testPass({ describe, test, expect }, { pass, folder, operators });
}
