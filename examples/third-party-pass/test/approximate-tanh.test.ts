import { describe, expect, test } from '@jest/globals';
import type { Operator, Pass } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { testPass } from '@tinyml/core/testing';
import { join } from 'node:path';
import plugin from '../src/index.js';

const { passes, operators } = plugin as { readonly passes: readonly Pass[]; readonly operators: readonly Operator[] };

for (const pass of passes) {
  testPass(
    { describe, test, expect },
    {
      pass,
      folder: join(import.meta.dirname, 'cases'),
      operators: new Map([...builtinOperators, ...operators].map((operator) => [operator.name, operator])),
    },
  );
}
