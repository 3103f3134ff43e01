import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { elementCount, toBytes, type DType, type Tensor } from '@tinyml/core';
import { hasCompiler, runKernels } from './harness.ts';
import { dtype, ints, prepared, seed, shapes, size, tensor, type Operation } from './movement-cases.ts';

/** Positions of either type, also such as lie outside. */
const numbers = (values: readonly number[], wide: boolean, shape: readonly number[] = [values.length]): Tensor =>
  wide
    ? { type: { dtype: 'int64', shape }, data: BigInt64Array.from(values, BigInt) }
    : { type: { dtype: 'int32', shape }, data: Int32Array.from(values) };

const added = fc.constantFrom<DType>('float32', 'int8', 'uint8', 'int16', 'int32');
const plain = (type: DType, shape: readonly number[], s: number): Tensor => {
  const { data } = tensor(type, shape, s);
  return { type: { dtype: type, shape }, data };
};

const operations: Readonly<Record<string, fc.Arbitrary<Operation>>> = {
  'gather in batches': fc
    .tuple(dtype, shapes, seed, fc.nat(4), fc.nat(4), fc.boolean(), fc.boolean())
    .chain(([type, shape, s, at, batch, constant, wide]) => {
      const axis = at % shape.length;
      const batchDims = Math.min(batch, axis);
      const places = [...shape.slice(0, batchDims), 3];
      // Computed indices may be anything.
      const [low, high] = constant ? [0, (shape[axis] ?? 1) - 1] : [-2, 7];
      return ints(elementCount(places), low, high).map((indices) => ({
        op: 'gather' as const,
        attrs: { axis, batchDims },
        operands: [tensor(type, shape, s), numbers(indices, wide && !constant, places)],
        constants: constant ? [1] : [],
      }));
    }),
  embedding_lookup: fc
    .tuple(dtype, fc.array(size, { minLength: 2, maxLength: 4 }), seed, fc.integer({ min: 1, max: 6 }), fc.nat(2))
    .chain(([type, shape, s, count, form]) =>
      ints(count, -2, 7).map((ids) => ({
        op: 'embedding_lookup' as const,
        attrs: {},
        operands: [numbers(ids, form === 1), tensor(type, shape, s)],
        constants: form === 2 ? [0, 1] : [1],
      })),
    ),
  one_hot: fc
    .tuple(dtype, shapes, seed, size, fc.integer({ min: -1, max: 5 }), fc.boolean(), fc.boolean())
    .chain(([type, shape, s, depth, axis, wide, constant]) =>
      ints(elementCount(shape), -1, 5).map((indices) => ({
        op: 'one_hot' as const,
        attrs: { axis },
        operands: [
          numbers(indices, wide, shape),
          numbers([depth], false, []),
          tensor(type, [], s),
          tensor(type, [], s + 7),
        ],
        constants: constant ? [1, 2, 3] : [1],
      })),
    ),
  dynamic_update_slice: fc
    .tuple(dtype, shapes, seed, fc.boolean(), fc.boolean())
    .chain(([type, shape, s, wide, table]) =>
      fc.tuple(ints(shape.length, 1, 5), ints(shape.length, -2, 5)).map(([wanted, start]) => ({
        op: 'dynamic_update_slice' as const,
        attrs: {},
        operands: [
          tensor(type, shape, s),
          tensor(
            type,
            shape.map((extent, axis) => Math.min(extent, wanted[axis] ?? 1)),
            s + 100,
          ),
          numbers(start, wide),
        ],
        constants: table ? [0] : [],
      })),
    ),
  reverse_sequence: fc
    .tuple(
      dtype,
      fc.array(size, { minLength: 2, maxLength: 5 }),
      seed,
      fc.nat(4),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
    )
    .chain(([type, shape, s, at, further, wide]) => {
      const batchDim = at % shape.length;
      const seqDim = (batchDim + 1 + (further % (shape.length - 1))) % shape.length;
      return ints(shape[batchDim] ?? 1, 0, 6).map((lengths) => ({
        op: 'reverse_sequence' as const,
        attrs: { seqDim, batchDim },
        operands: [tensor(type, shape, s), numbers(lengths, wide)],
        constants: [],
      }));
    }),
  matrix_diag: fc.tuple(dtype, shapes, seed).map(([type, shape, s]) => ({
    op: 'matrix_diag' as const,
    attrs: {},
    operands: [tensor(type, shape, s)],
    constants: [],
  })),
  matrix_set_diag: fc
    .tuple(dtype, fc.array(size, { minLength: 2, maxLength: 4 }), seed, fc.boolean())
    .map(([type, shape, s, constant]) => ({
      op: 'matrix_set_diag' as const,
      attrs: {},
      operands: [tensor(type, shape, s), tensor(type, [...shape.slice(0, -2), Math.min(...shape.slice(-2))], s + 100)],
      constants: constant ? [1] : [],
    })),
  scatter_nd: fc
    .tuple(added, shapes, seed, fc.nat(5), size, fc.boolean())
    .chain(([type, shape, s, deep, count, wide]) => {
      const depth = deep % (shape.length + 1);
      return ints(count * depth, -1, 5).map((indices) => ({
        op: 'scatter_nd' as const,
        attrs: {},
        operands: [
          numbers(indices, wide, [count, depth]),
          plain(type, [count, ...shape.slice(depth)], s),
          numbers(shape, false),
        ],
        constants: [2],
      }));
    }),
  cumsum: fc
    .tuple(fc.constantFrom<DType>('float32', 'int32'), shapes, seed, fc.nat(4), fc.boolean(), fc.boolean())
    .map(([type, shape, s, at, exclusive, reverse]) => ({
      op: 'cumsum' as const,
      attrs: { exclusive, reverse },
      operands: [plain(type, shape, s), numbers([at % shape.length], false, [])],
      constants: [1],
    })),
  broadcast_args: fc.tuple(ints(3, 1, 3), fc.nat(3), fc.nat(3), fc.boolean()).map(([sizes, a, b, wide]) => ({
    op: 'broadcast_args' as const,
    attrs: {},
    operands: [
      numbers(sizes.slice(Math.min(a, 2)), wide),
      numbers(sizes.map((extent, i) => (i === b ? 1 : extent)).slice(1), wide),
    ],
    constants: [],
  })),
};

(hasCompiler ? describe : describe.skip)('C that moves elements to or from indices, against the reference', () => {
  test.each(Object.keys(operations))('%s', (name) => {
    const draws = fc.sample(operations[name] as fc.Arbitrary<Operation>, { numRuns: 60, seed: 7 });
    const cases = draws.flatMap(prepared);
    expect(cases.length).toBeGreaterThan(15);
    const results = runKernels(cases.map(({ found }) => found));
    cases.forEach(({ expected }, i) => {
      expect(results[i]?.map(toBytes)).toEqual(expected.map(toBytes));
    });
  });
});
