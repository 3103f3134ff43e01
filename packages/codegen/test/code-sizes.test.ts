import { expect, test } from '@jest/globals';
import { builtinKernels } from '../src/kernels/index.ts';
import { codeSizes } from '../src/record/code-sizes.ts';

test('the table of code sizes has every built-in kernel; else run tools/code-sizes.mjs', () => {
  const headers = new Set(builtinKernels.flatMap((kernel) => kernel.sources.map((source) => source.name)));
  expect([...headers].filter((header) => codeSizes[header] === undefined)).toEqual([]);
});
