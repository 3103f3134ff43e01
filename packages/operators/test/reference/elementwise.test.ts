import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  broadcastShape,
  OperatorError,
  type DType,
  type Operator,
  type Quant,
  type Shape,
  type TensorType,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';

const operator = (name: string): Operator => {
  const found = builtinOperators.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no operator ${name}`);
  return found;
};

const type = (dtype: DType, shape: Shape, scale?: number, zeroPoint = 0): TensorType => ({
  dtype,
  shape,
  ...(scale !== undefined && { quant: { scale: [scale], zeroPoint: [zeroPoint] } }),
});

const check = (op: string, attrs: object, inputs: readonly TensorType[], output: TensorType): string | undefined =>
  operator(op).check({ attrs: attrs as never, inputs, outputs: [output] });

describe('broadcasting', () => {
  test('aligns shapes at the end', () => {
    expect(broadcastShape([2, 1, 3], [4, 1])).toEqual([2, 4, 3]);
    expect(broadcastShape([], [5])).toEqual([5]);
    expect(() => broadcastShape([2, 3], [2])).toThrow(OperatorError);
  });

  test('reads every element that the index rule names', () => {
    const dimension = fc.record({ size: fc.integer({ min: 1, max: 3 }), a: fc.boolean(), b: fc.boolean() });
    fc.assert(
      fc.property(fc.array(dimension, { maxLength: 4 }), (dimensions) => {
        const a = dimensions.map(({ size, a: full }) => (full ? size : 1));
        const b = dimensions.map(({ size, b: full }) => (full ? size : 1));
        const result = broadcastShape(a, b);
        const fill = (shape: Shape, factor: number): Int32Array =>
          Int32Array.from({ length: shape.reduce((x, y) => x * y, 1) }, (_, i) => i * factor);
        const [sum] = operator('add').run({
          attrs: { activation: 'none' },
          inputs: [
            { type: type('int32', a), data: fill(a, 1) },
            { type: type('int32', b), data: fill(b, 1000) },
          ],
          outputs: [type('int32', result)],
        });
        const offset = (shape: Shape, index: readonly number[]): number =>
          shape.reduce((at, size, i) => at * size + (size === 1 ? 0 : (index[i] as number)), 0);
        const count = result.reduce((x, y) => x * y, 1);
        for (let i = 0; i < count; i += 1) {
          let rest = i;
          const index = result.map(() => 0);
          for (let axis = result.length - 1; axis >= 0; axis -= 1) {
            index[axis] = rest % (result[axis] as number);
            rest = Math.floor(rest / (result[axis] as number));
          }
          expect(sum?.[i]).toBe(offset(a, index) + 1000 * offset(b, index));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what an operator cannot do, it says', () => {
  const none = { activation: 'none' };
  const x = type('int8', [4], 0.1);
  const cases: readonly (readonly [string, string, object, readonly TensorType[], TensorType, RegExp])[] = [
    ['types that differ', 'add', none, [type('float32', [4]), type('int32', [4])], type('float32', [4]), /one type/],
    ['a type without kernels', 'mul', none, [type('bool', [1]), type('bool', [1])], type('bool', [1]), /bool is not/],
    [
      'a comparison of stored values without a scale',
      'less',
      {},
      [x, type('int8', [4])],
      type('bool', [4]),
      /operand 1/,
    ],
    ['int8 without a scale', 'sub', none, [x, type('int8', [4])], x, /operand 1 is int8 without a scale/],
    ['a scale of 0', 'add', none, [x, type('int8', [4], 0)], x, /scale of 0/],
    ['a zero point out of range', 'add', none, [x, type('int8', [4], 0.1, 300)], x, /zero point of 300/],
    ['a result that would overflow', 'add', none, [x, x], type('int8', [4], 1e-9), /too small/],
    ['a product that would overflow', 'mul', none, [x, x], type('int8', [4], 1e-9), /too small/],
    ['minimum of two scales', 'minimum', {}, [x, type('int8', [4], 0.2)], x, /same scale/],
    ['logistic to another scale', 'logistic', {}, [x], x, /1\/256/],
    ['softmax to another scale', 'softmax', { beta: 1 }, [x], x, /1\/256/],
    ['softmax with beta 0', 'softmax', { beta: 0 }, [x], type('int8', [4], 1 / 256, -128), /too small/],
    ['softmax over a long axis', 'softmax', { beta: 1 }, [type('int8', [5000], 1)], type('int8', [5000], 1), /4095/],
    ['hard_swish to a tiny scale', 'hard_swish', {}, [x], type('int8', [4], 1e-5), /too small/],
    [
      'hard_swish between extremes',
      'hard_swish',
      {},
      [type('int8', [4], 1e30)],
      type('int8', [4], 1e-30),
      /too far apart/,
    ],
    ['relu to a tiny scale', 'relu', {}, [type('int8', [4], 1e30)], type('int8', [4], 1e-30), /too small/],
    ['a negative slope', 'leaky_relu', { alpha: -1 }, [x], x, /negative/],
    ['quantize to int32', 'quantize', {}, [type('float32', [4])], type('int32', [4], 1), /int32 is not supported/],
    ['quantize without a scale', 'quantize', {}, [type('float32', [4])], type('int8', [4]), /without a scale/],
    ['int16 with a zero point', 'quantize', {}, [type('int16', [4], 1, 3)], x, /zero point 0/],
    ['dequantize of int64', 'dequantize', {}, [type('int64', [4], 1)], type('float32', [4]), /int64 is not supported/],
    [
      'a range without 0',
      'fake_quant',
      { min: 1, max: 2, numBits: 8, narrowRange: false },
      [type('float32', [1])],
      type('float32', [1]),
      /contain 0/,
    ],
  ];
  test.each(cases)('%s', (_, op, attrs, inputs, output, reason) => {
    expect(check(op, attrs, inputs, output)).toMatch(reason);
  });

  test('batch_normalization wants one value a channel', () => {
    const operands = [[2, 3], [3], [4]].map((shape) => ({ type: type('float32', shape) }));
    expect(() => operator('batch_normalization').infer({ attrs: { epsilon: 0 } as never, inputs: operands })).toThrow(
      /variance must have shape \[3\]/,
    );
  });
});

describe('what LiteRT has no kernel for', () => {
  test('batch_normalization follows its formula', () => {
    const vector = (...values: readonly number[]) => ({ type: type('float32', [2]), data: Float32Array.from(values) });
    const x = { type: type('float32', [2, 2]), data: Float32Array.of(1, 2, 3, 4) };
    const run = (inputs: readonly (typeof x | null)[]) =>
      operator('batch_normalization').run({ attrs: { epsilon: 0.25 } as never, inputs, outputs: [x.type] })[0];
    expect(run([x, vector(1, 1), vector(0.75, 3.75), vector(2, 4), vector(10, 20)])).toEqual(
      Float32Array.of(10, 22, 14, 26),
    );
    expect(run([x, vector(1, 1), vector(0.75, 3.75), null, vector(10, 20)])).toEqual(
      Float32Array.of(10, 20.5, 12, 21.5),
    );
  });

  test('a narrow fake quantisation leaves one value out', () => {
    const x = { type: type('float32', [5]), data: Float32Array.of(-9, -1, 0, 0.4, 9) };
    const [result] = operator('fake_quant').run({
      attrs: { min: -1, max: 1, numBits: 2, narrowRange: true } as never,
      inputs: [x],
      outputs: [x.type],
    });
    expect(result).toEqual(Float32Array.of(-1, -1, 0, 0, 1));
  });

  test('quantize then dequantize moves no value in range by more than half a step', () => {
    const quant: Quant = { scale: [Math.fround(0.05)], zeroPoint: [-7] };
    fc.assert(
      fc.property(fc.float({ min: -6, max: Math.fround(6.5), noNaN: true }), (value) => {
        const real = type('float32', [1]);
        const stored: TensorType = { dtype: 'int8', shape: [1], quant };
        const [q] = operator('quantize').run({
          attrs: {},
          inputs: [{ type: real, data: Float32Array.of(value) }],
          outputs: [stored],
        });
        const [back] = operator('dequantize').run({
          attrs: {},
          inputs: [{ type: stored, data: q as Int8Array }],
          outputs: [real],
        });
        expect(Math.abs((back?.[0] as number) - value)).toBeLessThanOrEqual(0.025001);
      }),
      { numRuns: 200 },
    );
  });
});
