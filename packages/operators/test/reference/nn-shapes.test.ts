import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  elementCount,
  float32ArrayToFloat16,
  OperatorError,
  type DType,
  type Operand,
  type Operator,
  type Shape,
  type TensorData,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';

const named = (name: string): Operator => {
  const operator = builtinOperators.find((candidate) => candidate.name === name);
  if (operator === undefined) throw new Error(`no operator ${name}`);
  return operator;
};

const operand = (shape: Shape, dtype: DType = 'float32', constant?: TensorData): Operand => ({
  type: { dtype, shape },
  ...(constant !== undefined && { constant }),
});

const infer = (op: string, attrs: object, inputs: readonly (Operand | null)[]): Shape =>
  named(op).infer({ attrs: attrs as never, inputs })[0]?.shape ?? [];

const conv = { padding: 'same', strides: [1, 1], dilations: [1, 1], activation: 'none' };
const depthwise = { ...conv, depthMultiplier: 1 };
const pool = { padding: 'valid', strides: [2, 2], filter: [2, 2], activation: 'none' };
const dense = { activation: 'none', keepNumDims: false };
const image = operand([1, 6, 5, 3]);
const axes = (...values: number[]): Operand => operand([values.length], 'int32', Int32Array.from(values));
const size = (...values: number[]): Operand => operand([values.length], 'int32', Int32Array.from(values));
const up = { padding: 'same', strides: [2, 2], activation: 'none' };

describe('shapes', () => {
  test.each<[string, string, object, readonly (Operand | null)[], Shape]>([
    ['same', 'conv_2d', conv, [image, operand([4, 3, 3, 3])], [1, 6, 5, 4]],
    [
      'valid, stride 2',
      'conv_2d',
      { ...conv, padding: 'valid', strides: [2, 2] },
      [image, operand([4, 3, 3, 3])],
      [1, 2, 2, 4],
    ],
    [
      'explicit',
      'conv_2d',
      { ...conv, padding: [1, 0, 2, 2] },
      [image, operand([4, 3, 3, 3]), operand([4])],
      [1, 5, 7, 4],
    ],
    [
      'dilated',
      'conv_2d',
      { ...conv, padding: 'valid', dilations: [2, 2] },
      [image, operand([4, 3, 3, 3])],
      [1, 2, 1, 4],
    ],
    [
      'depthwise',
      'depthwise_conv_2d',
      { ...depthwise, depthMultiplier: 2 },
      [image, operand([1, 3, 3, 6])],
      [1, 6, 5, 6],
    ],
    ['pool', 'max_pool_2d', pool, [image], [1, 3, 2, 3]],
    ['average', 'average_pool_2d', { ...pool, padding: 'same' }, [image], [1, 3, 3, 3]],
    ['dense flattens', 'fully_connected', dense, [image, operand([10, 15])], [6, 10]],
    ['dense keeps', 'fully_connected', { ...dense, keepNumDims: true }, [image, operand([10, 3])], [1, 6, 5, 10]],
    ['transposed', 'transpose_conv', up, [size(1, 12, 10, 2), operand([2, 3, 3, 3]), image], [1, 12, 10, 2]],
    ['mean', 'mean', { keepDims: false }, [image, axes(-2, 1)], [1, 3]],
    ['mean keeps', 'mean', { keepDims: true }, [image, axes(2)], [1, 6, 1, 3]],
  ])('%s: %s', (_, op, attrs, inputs, shape) => {
    expect(infer(op, attrs, inputs)).toEqual(shape);
  });

  test.each<[string, string, object, readonly (Operand | null)[]]>([
    ['rank', 'conv_2d', conv, [operand([6, 5, 3]), operand([4, 3, 3, 3])]],
    ['filter rank', 'conv_2d', conv, [image, operand([4, 27])]],
    ['no filter', 'conv_2d', conv, [image, null]],
    ['channels', 'conv_2d', conv, [image, operand([4, 3, 3, 2])]],
    ['bias length', 'conv_2d', conv, [image, operand([4, 3, 3, 3]), operand([3])]],
    ['zero stride', 'conv_2d', { ...conv, strides: [0, 1] }, [image, operand([4, 3, 3, 3])]],
    ['negative dilation', 'conv_2d', { ...conv, dilations: [1, -1] }, [image, operand([4, 3, 3, 3])]],
    ['negative padding', 'conv_2d', { ...conv, padding: [0, 0, -1, 0] }, [image, operand([4, 3, 3, 3])]],
    ['filter larger than the input', 'conv_2d', { ...conv, padding: 'valid' }, [image, operand([4, 7, 7, 3])]],
    ['empty filter', 'conv_2d', conv, [image, operand([4, 0, 3, 3])]],
    ['multiplier', 'depthwise_conv_2d', depthwise, [image, operand([1, 3, 3, 6])]],
    ['depthwise filter', 'depthwise_conv_2d', depthwise, [image, operand([2, 3, 3, 3])]],
    ['pool rank', 'max_pool_2d', pool, [operand([6, 5])]],
    ['pool stride', 'average_pool_2d', { ...pool, strides: [1, 0] }, [image]],
    ['pool on padding alone', 'max_pool_2d', { ...pool, padding: [2, 0, 0, 0] }, [image]],
    ['dense width', 'fully_connected', dense, [image, operand([10, 7])]],
    ['dense last dimension', 'fully_connected', { ...dense, keepNumDims: true }, [image, operand([10, 15])]],
    ['dense weights rank', 'fully_connected', dense, [image, operand([10, 3, 1])]],
    ['output channels', 'transpose_conv', up, [size(1, 12, 10, 3), operand([2, 3, 3, 3]), image]],
    ['output size', 'transpose_conv', up, [size(1, 20, 10, 2), operand([2, 3, 3, 3]), image]],
    ['unknown output size', 'transpose_conv', up, [operand([4], 'int32'), operand([2, 3, 3, 3]), image]],
    ['axis', 'mean', { keepDims: false }, [image, axes(4)]],
    ['unknown axes', 'mean', { keepDims: false }, [image, operand([1], 'int32')]],
    ['mean of nothing', 'mean', { keepDims: false }, [operand([2, 0]), axes(1)]],
  ])('%s is refused: %s', (_, op, attrs, inputs) => {
    expect(() => infer(op, attrs, inputs)).toThrow(OperatorError);
  });

  test('multiply-accumulates', () => {
    const macs = (op: string, attrs: object, inputs: readonly Operand[]): number => {
      const outputs = [{ dtype: 'float32' as const, shape: infer(op, attrs, inputs) }];
      return named(op).macs({ attrs: attrs as never, inputs: inputs.map(({ type }) => type), outputs });
    };
    expect(macs('conv_2d', { ...conv, padding: 'valid' }, [operand([1, 28, 28, 1]), operand([12, 3, 3, 1])])).toBe(
      73008,
    );
    expect(macs('depthwise_conv_2d', depthwise, [operand([1, 8, 8, 5]), operand([1, 3, 3, 5])])).toBe(2880);
    expect(macs('fully_connected', dense, [operand([2, 64]), operand([10, 64])])).toBe(1280);
    expect(macs('transpose_conv', up, [size(1, 12, 10, 2), operand([2, 3, 3, 3]), image])).toBe(30 * 54);
  });
});

describe('types', () => {
  const quant = { scale: [0.1], zeroPoint: [0] };
  const check = (x: DType, filter: DType, y: DType, filterQuant: object = quant): string | undefined =>
    named('conv_2d').check({
      attrs: conv as never,
      inputs: [
        { dtype: x, shape: [1, 2, 2, 1], quant },
        { dtype: filter, shape: [2, 1, 1, 1], quant: filterQuant as never },
      ],
      outputs: [{ dtype: y, shape: [1, 2, 2, 2], quant }],
    });

  test('supported combinations', () => {
    expect(check('float32', 'float32', 'float32')).toBeUndefined();
    expect(check('float32', 'float16', 'float32')).toBeUndefined();
    expect(check('float32', 'int8', 'float32')).toBeUndefined();
    expect(check('int8', 'int8', 'int8', { scale: [0.1, 0.2], zeroPoint: [0, 0], axis: 0 })).toBeUndefined();
  });

  test('reasons for the others', () => {
    expect(check('int16', 'int16', 'int16')).toContain('int16 × int16');
    expect(check('int8', 'int8', 'int8', { scale: [0.1], zeroPoint: [3] })).toContain('zero point');
    expect(check('int8', 'int8', 'int8', { scale: [0.1, 0.2], zeroPoint: [0, 0], axis: 3 })).toContain('axis 3');
    expect(check('int8', 'int8', 'int8', { scale: [1, 1, 1], zeroPoint: [0, 0, 0], axis: 0 })).toContain('3 scales');
  });
});

describe('equivalences', () => {
  const reals = (count: number): fc.Arbitrary<Float32Array> =>
    fc
      .array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: count, maxLength: count })
      .map((v) => Float32Array.from(v));
  const run = (
    op: string,
    attrs: object,
    inputs: readonly { shape: Shape; data: TensorData; dtype?: DType }[],
  ): readonly number[] => {
    const tensors = inputs.map(({ shape, data, dtype = 'float32' }) => ({
      type: { dtype, shape },
      data,
      constant: data,
    }));
    const shape = infer(op, attrs, tensors);
    const result = named(op).run({ attrs: attrs as never, inputs: tensors, outputs: [{ dtype: 'float32', shape }] })[0];
    expect(result?.length).toBe(elementCount(shape));
    return Array.from(result as Float32Array);
  };

  test('a pointwise convolution is a fully connected layer per pixel', () => {
    fc.assert(
      fc.property(reals(4 * 3 * 5), reals(6 * 5), (x, w) => {
        const a = run('conv_2d', conv, [
          { shape: [1, 4, 3, 5], data: x },
          { shape: [6, 1, 1, 5], data: w },
        ]);
        const b = run('fully_connected', dense, [
          { shape: [12, 5], data: x },
          { shape: [6, 5], data: w },
        ]);
        expect(a).toEqual(b);
      }),
      { numRuns: 50 },
    );
  });

  test('a depthwise convolution is a convolution with a diagonal filter', () => {
    fc.assert(
      fc.property(reals(5 * 4 * 2), reals(9 * 2), (x, w) => {
        const full = new Float32Array(2 * 9 * 2);
        for (let tap = 0; tap < 9; tap++)
          for (let c = 0; c < 2; c++) full[(c * 9 + tap) * 2 + c] = w[tap * 2 + c] as number;
        const a = run('depthwise_conv_2d', depthwise, [
          { shape: [1, 5, 4, 2], data: x },
          { shape: [1, 3, 3, 2], data: w },
        ]);
        const b = run('conv_2d', conv, [
          { shape: [1, 5, 4, 2], data: x },
          { shape: [2, 3, 3, 2], data: full },
        ]);
        a.forEach((value, i) => expect(value).toBeCloseTo(b[i] as number, 4));
      }),
      { numRuns: 50 },
    );
  });

  test('an average over the whole image is the mean', () => {
    fc.assert(
      fc.property(reals(3 * 4 * 2), (x) => {
        const attrs = { ...pool, filter: [3, 4], strides: [1, 1] };
        const a = run('average_pool_2d', attrs, [{ shape: [1, 3, 4, 2], data: x }]);
        const b = run('mean', { keepDims: true }, [
          { shape: [1, 3, 4, 2], data: x },
          { shape: [2], data: Int32Array.of(1, 2), dtype: 'int32' },
        ]);
        expect(a).toEqual(b);
      }),
      { numRuns: 50 },
    );
  });

  test('float16 weights act as the numbers they hold', () => {
    const w = Float32Array.of(0.5, -1.25, 2, 0.0625);
    const x = { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
    const half = run('fully_connected', dense, [
      x,
      { shape: [2, 2], data: float32ArrayToFloat16(w), dtype: 'float16' },
    ]);
    expect(half).toEqual(run('fully_connected', dense, [x, { shape: [2, 2], data: w }]));
  });
});
