import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toBytes, type KernelRequest, type OpName, type TensorType } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { hasCompiler, runKernels } from './harness.ts';
import { dtype, index, ints, prepared, seed, shapes, size, tensor, type Operation } from './movement-cases.ts';

const operations: Readonly<Record<string, fc.Arbitrary<Operation>>> = {
  transpose: fc.tuple(dtype, shapes, seed).chain(([type, shape, s]) =>
    fc
      .shuffledSubarray(
        shape.map((_, i) => i),
        { minLength: shape.length },
      )
      .map((perm) => ({
        op: 'transpose',
        attrs: {},
        operands: [tensor(type, shape, s), index(...perm)],
        constants: [1],
      })),
  ),
  pad: fc
    .tuple(dtype, fc.array(size, { minLength: 1, maxLength: 4 }), seed, fc.boolean())
    .chain(([type, shape, s, value]) =>
      ints(shape.length * 2, 0, 3).map((paddings) => ({
        op: 'pad',
        attrs: {},
        operands: [
          tensor(type, shape, s),
          { type: { dtype: 'int32', shape: [shape.length, 2] }, data: Int32Array.from(paddings) },
          ...(value ? [tensor(type, [1], s + 9)] : []),
        ],
        constants: [1, 2],
      })),
    ),
  strided_slice: fc.tuple(dtype, shapes, seed).chain(([type, shape, s]) =>
    fc
      .tuple(ints(shape.length, -6, 6), ints(shape.length, -6, 6), ints(shape.length, -2, 2), ints(5, 0, 3))
      .map(([begin, end, steps, masks]) => ({
        op: 'strided_slice',
        attrs: {
          beginMask: masks[0],
          endMask: masks[1],
          ellipsisMask: (masks[2] ?? 0) & 1,
          newAxisMask: (masks[3] ?? 0) & 2,
          shrinkAxisMask: masks[4],
        },
        operands: [tensor(type, shape, s), index(...begin), index(...end), index(...steps)],
        constants: [1, 2, 3],
      })),
  ),
  concatenation: fc
    .tuple(dtype, shapes, seed, fc.array(size, { minLength: 1, maxLength: 12 }), fc.nat(4), fc.boolean())
    .map(([type, shape, s, sizes, at, constant]) => {
      const axis = at % shape.length;
      const operands = sizes.map((length, i) =>
        tensor(
          type,
          shape.map((d, j) => (j === axis ? length : d)),
          s + i,
        ),
      );
      return {
        op: 'concatenation',
        attrs: { axis: axis - shape.length, activation: 'none' },
        operands,
        constants: constant ? [0] : [],
      };
    }),
  split: fc
    .tuple(dtype, shapes, seed, fc.integer({ min: 1, max: 12 }), fc.nat(4))
    .map(([type, shape, s, count, at]) => {
      const axis = at % shape.length;
      const whole = tensor(
        type,
        shape.map((d, j) => (j === axis ? d * count : d)),
        s,
      );
      return { op: 'split', attrs: { numSplits: count }, operands: [index(axis), whole], constants: [0] };
    }),
  gather: fc
    .tuple(dtype, shapes, seed, fc.nat(4), fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }), fc.boolean())
    .map(([type, shape, s, at, wanted, constant]) => {
      const axis = at % shape.length;
      // Computed indices may be anything.
      const indices = wanted.map((i) => (constant ? i % (shape[axis] ?? 1) : i - 3));
      return {
        op: 'gather',
        attrs: { axis, batchDims: 0 },
        operands: [tensor(type, shape, s), index(...indices)],
        constants: constant ? [1] : [],
      };
    }),
  'gather from a table': fc
    .tuple(dtype, shapes, seed, fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }))
    .map(([type, shape, s, indices]) => ({
      op: 'gather',
      attrs: { axis: 0, batchDims: 0 },
      operands: [tensor(type, shape, s), index(...indices)],
      constants: [0],
    })),
  pack: fc
    .tuple(dtype, shapes, seed, fc.integer({ min: 1, max: 12 }), fc.nat(4))
    .map(([type, shape, s, count, at]) => ({
      op: 'pack',
      attrs: { axis: (at % (shape.length + 1)) - shape.length - 1 },
      operands: Array.from({ length: count }, (_, i) => tensor(type, shape, s + i)),
      constants: [],
    })),
  unpack: fc
    .tuple(dtype, shapes, seed, fc.integer({ min: 1, max: 12 }), fc.nat(4))
    .map(([type, shape, s, count, at]) => {
      const axis = at % (shape.length + 1);
      return {
        op: 'unpack',
        attrs: { axis, count },
        operands: [tensor(type, shape.toSpliced(axis, 0, count), s)],
        constants: [],
      };
    }),
  resize_nearest_neighbor: fc
    .tuple(dtype, fc.tuple(size, size, size, size), seed, ints(2, 1, 9), fc.nat(2))
    .map(([type, shape, s, to, mode]) => ({
      op: 'resize_nearest_neighbor',
      attrs: { alignCorners: mode === 1, halfPixelCenters: mode === 2 },
      operands: [tensor(type, shape, s), index(...to)],
      constants: [1],
    })),
  copies: fc.tuple(dtype, shapes, seed, fc.nat(3)).map(([type, shape, s, kind]) => ({
    ...([
      { op: 'identity', attrs: {} },
      { op: 'dropout', attrs: { rate: 0.5 } },
      { op: 'reshape', attrs: { newShape: [-1] } },
      { op: 'squeeze', attrs: { squeezeDims: [] } },
    ][kind] as { op: OpName; attrs: object }),
    operands: [tensor(type, shape, s)],
    constants: [],
  })),
};

(hasCompiler ? describe : describe.skip)('C that moves elements, against the reference', () => {
  test.each(Object.keys(operations))('%s', (name) => {
    const draws = fc.sample(operations[name] as fc.Arbitrary<Operation>, {
      // Each pair of operand and result is a program of its own.
      numRuns: ['concatenation', 'pack', 'split', 'unpack'].includes(name) ? 25 : 80,
      seed: 7,
    });
    const cases = draws.flatMap(prepared);
    expect(cases.length).toBeGreaterThan(15);
    const results = runKernels(cases.map(({ found }) => found));
    cases.forEach(({ expected }, i) => {
      expect(results[i]?.map(toBytes)).toEqual(expected.map(toBytes));
    });
  });
});

/** As networks over many steps have them. */
const hundreds: readonly Operation[] = [
  {
    op: 'pack',
    attrs: { axis: 1 },
    operands: Array.from({ length: 300 }, (_, i) => tensor('int8', [2, 3], i)),
    constants: [4],
  },
  { op: 'unpack', attrs: { axis: 1, count: 300 }, operands: [tensor('float32', [2, 300, 3], 1)], constants: [] },
];

(hasCompiler ? describe : describe.skip)('C with more than 256 operands or results', () => {
  test.each(hundreds.map((operation) => [operation.op, operation] as const))('%s', (_, operation) => {
    const [{ found, expected } = {}] = prepared(operation);
    // Overlaps are tried with fewer operands, above.
    const kernel = found && {
      ...found.kernel,
      lower: (request: KernelRequest) => ({ ...found.kernel.lower(request), overlaps: [] }),
    };
    if (found === undefined || kernel === undefined) throw new Error('the operator refuses it');
    expect(runKernels([{ ...found, kernel }])[0]?.map(toBytes)).toEqual(expected?.map(toBytes));
  });
});

test('parts put together again are the whole', () => {
  const operator = (name: string) => builtinOperators.find((candidate) => candidate.name === name);
  const whole = tensor('int8', [2, 6, 3], 5);
  const parts: TensorType[] = [0, 1, 2].map(() => ({ ...whole.type, shape: [2, 2, 3] }));
  const data =
    operator('split')?.run({ attrs: { numSplits: 3 } as never, inputs: [index(1), whole], outputs: parts }) ?? [];
  const joined = operator('concatenation')?.run({
    attrs: { axis: 1, activation: 'none' } as never,
    inputs: data.map((part, i) => ({ type: parts[i] as TensorType, data: part })),
    outputs: [whole.type],
  });
  expect(joined).toEqual([whole.data]);
  expect(data).toHaveLength(3);
});
