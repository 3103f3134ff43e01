import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codedBytes, codeWeights, decodeWeights } from '../../src/encoding/coded-weights.ts';
import { fitsPacked, packedBytes, packWeights } from '../../src/encoding/packed-weights.ts';
import { sparseWeights } from '../../src/encoding/sparse-weights.ts';
import { codesOf, longestCode, prefixCode } from '../../src/encoding/prefix-code.ts';

const entropy = (values: readonly number[]): number => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - count * Math.log2(count / values.length), 0);
};

/** Rows of int8 values of which about `zero` in a hundred are zero. */
const rows = fc
  .record({
    row: fc.integer({ min: 1, max: 300 }),
    count: fc.integer({ min: 1, max: 6 }),
    zero: fc.integer({ min: 0, max: 100 }),
  })
  .chain(({ row, count, zero }) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: -128, max: 127 })), {
        minLength: row * count,
        maxLength: row * count,
      })
      .map((drawn) => ({ row, values: drawn.map(([chance, value]) => (chance < zero ? 0 : value)) })),
  );

describe('coded weights', () => {
  test('decode to themselves', () => {
    fc.assert(
      fc.property(rows, ({ row, values }) => {
        expect(decodeWeights(codeWeights(values, row), row, values.length)).toEqual(values);
      }),
    );
  });

  test('long runs, runs of rows, and nothing but zeros', () => {
    const values = new Array<number>(12_000).fill(0);
    expect(decodeWeights(codeWeights(values, 4000), 4000, 12_000)).toEqual(values);
    values[11_999] = -3;
    const coded = codeWeights(values, 4000);
    expect(decodeWeights(coded, 4000, 12_000)).toEqual(values);
    expect(codedBytes(coded)).toBeLessThan(24);
  });

  test('four in five zeros and few values come within 3 % of the entropy', () => {
    let state = 1;
    const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const values = Array.from({ length: 20_000 }, () =>
      next() < 0.8 ? 0 : Math.round(8 * (next() + next() - 1)) || 1,
    );
    const { bits, zeros } = codeWeights(values, 2000);
    expect(zeros).toBeGreaterThanOrEqual(0);
    expect(bits).toBeLessThan(1.03 * entropy(values));
  });

  test('few zeros do without runs', () => {
    const values = Array.from({ length: 4096 }, (_, i) => [1, 1, 1, 1, -2, -2, 5, 0][i % 8] as number);
    expect(codeWeights(values, 64).zeros).toBe(-1);
    expect(codeWeights(values, 64).bits).toBe(entropy(values));
  });
});

test('no code is longer than the decoder looks at', () => {
  const fibonacci = [1, 1];
  while (fibonacci.length < 30) fibonacci.push((fibonacci.at(-1) ?? 0) + (fibonacci.at(-2) ?? 0));
  const code = prefixCode(new Map(fibonacci.map((count, symbol) => [symbol, count])));
  expect(code.counts).toHaveLength(longestCode);
  const words = [...codesOf(code).values()];
  expect(words.reduce((sum, [, bits]) => sum + 2 ** -bits, 0)).toBe(1);
});

test('packed weights: two a byte, each row from a byte on', () => {
  expect([...packWeights([1, -1, 7, -8, 0, 3], 3)]).toEqual([0xf1, 0x07, 0x08, 0x03]);
  expect(packedBytes(6, 3)).toBe(4);
  expect([fitsPacked([-8, 7]), fitsPacked([8])]).toEqual([true, false]);
});

test('sparse weights: distances and values, with steps over long runs', () => {
  const values = new Array<number>(600).fill(0);
  [values[0], values[299], values[300]] = [5, -1, 7];
  expect(sparseWeights(values, 300)).toEqual({
    pairs: Uint8Array.from([1, 5, 255, 0, 44, 255, 1, 7, 255, 0]),
    counts: [3, 2],
  });
  expect(sparseWeights([0, 0], 1)).toEqual({ pairs: Uint8Array.from([1, 0]), counts: [1, 0] });
});
