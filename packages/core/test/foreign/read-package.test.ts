import { expect, test } from '@jest/globals';
import { builtinOperatorTable } from '@tinyml/operators';
import { readPackage } from '../../src/foreign/read-package.ts';

test("kernels in an operator's slot are the package's, once, listed or not", () => {
  const operator = builtinOperatorTable.get('leaky_relu');
  const names = ['tml_leaky_relu_f32', 'tml_leaky_relu_s8'];
  const kernels = operator?.slots?.kernels as readonly unknown[];
  const read = (exported: unknown): readonly string[] => readPackage('acme', exported).kernels.map(({ name }) => name);
  expect(read({ operators: [operator] })).toEqual(names);
  expect(read({ operators: [operator], kernels })).toEqual(names);
  expect(read({ operators: [{ ...operator, slots: {} }] })).toEqual([]);
});
