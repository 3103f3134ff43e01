import { expect, test } from '@jest/globals';
import { leastSquares } from '../least-squares.ts';

const equations = (...rows: readonly (readonly [value: number, ...factors: number[]])[]) =>
  rows.map(([value, ...factors]) => ({ value, factors, weight: 1 }));

test('finds the unknowns behind exact equations', () => {
  const found = leastSquares(equations([23, 1, 10], [43, 1, 20], [5, 1, 1]));
  expect(found[0]).toBeCloseTo(3, 6);
  expect(found[1]).toBeCloseTo(2, 6);
});

test('never goes below 0: the others make up for it', () => {
  const found = leastSquares(equations([8, 1, 1], [18, 1, 2]));
  expect(found[0]).toBe(0);
  expect(found[1]).toBeCloseTo(8.8, 6);
});
