import { describe, expect, test } from '@jest/globals';
import { builtinOperators } from '@tinyml/operators';
import { testPass } from '@tinyml/core/testing';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prune } from '../src/passes/prune.ts';
import { pruneChannels } from '../src/passes/prune-channels.ts';

const root = join(import.meta.dirname, 'cases');
const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

/** What the passes do without training; how they train is tested one by one. */
const passes = [prune, pruneChannels];

test('every folder of cases has its pass', () => {
  expect(readdirSync(root).sort()).toEqual(passes.map(({ name }) => name).sort());
});

for (const pass of passes) testPass({ describe, test, expect }, { pass, folder: join(root, pass.name), operators });
