import { expect, test } from '@jest/globals';
import { builtinOperatorTable } from '@tinyml/operators';
import { readPackage } from '../../src/foreign/read-package.ts';

test("kernels in an operator's slot are the package's, once, listed or not", () => {
  const operator = builtinOperatorTable.get('leaky_relu');
  const kernels = operator?.slots?.kernels as readonly { readonly name: string }[];
  const names = kernels.map(({ name }) => name);
  expect(names).toContain('tml_leaky_relu_f32');
  const read = (exported: unknown): readonly string[] => readPackage('acme', exported).kernels.map(({ name }) => name);
  expect(read({ operators: [operator] })).toEqual(names);
  expect(read({ operators: [operator], kernels })).toEqual(names);
  expect(read({ operators: [{ ...operator, slots: {} }] })).toEqual([]);
});
