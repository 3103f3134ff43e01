import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { kernelSizes } from '../src/record/code-sizes.ts';

const kernels = fileURLToPath(new URL('../c/kernels/', import.meta.url));

test('the table of code sizes has every kernel whose name is spelled out; else run tools/code-sizes.mjs', () => {
  const spelled = readdirSync(kernels).flatMap((header) =>
    [
      ...readFileSync(`${kernels}${header}`, 'utf8').matchAll(
        /^static inline void (tml_\w+)\(\s*const tml_\w+_params \*\w+, const \w+ \*\w+/gm,
      ),
    ].map(([, name]) => name as string),
  );
  expect(spelled.length).toBeGreaterThan(50);
  expect(spelled.filter((name) => kernelSizes[name] === undefined)).toEqual([]);
});
