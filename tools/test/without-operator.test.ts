import { expect, test } from '@jest/globals';
import { operatorFolders, operatorRemover } from '../operators/without-operator.ts';

const folders = operatorFolders();
const withoutOperators = operatorRemover();

/** Half a minute each: every operator by itself, or two fifths of them, each fifth at once. */
const missing: readonly (readonly string[])[] =
  process.env['TINYML_FULL'] === '1'
    ? folders.map((folder) => [folder])
    : [1, 3].map((start) => folders.filter((_, i) => i % 5 === start));

test.each(missing.map((some) => [some.join(', '), some] as const))(
  'without the folders and the lines of %s, every package type-checks',
  (_, some) => {
    expect(withoutOperators(some)).toEqual([]);
  },
);
