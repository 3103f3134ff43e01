import { describe, expect, test } from '@jest/globals';
import { builtinOperatorTable } from '@tinyml/operators';
import { allocate, elementCount, type DType, type TensorType } from '@tinyml/core';

const run = (
  op: string,
  dtype: DType,
  operands: readonly (readonly number[])[],
  quant?: TensorType['quant'],
): number[] => {
  const inputs = operands.map((values) => {
    const type: TensorType = { dtype, shape: [values.length], ...(quant && { quant }) };
    const data = allocate(dtype, elementCount(type.shape)) as Float32Array;
    data.set(values);
    return { type, data };
  });
  const attrs = op === 'div' ? { activation: 'none' } : {};
  const [first] = inputs;
  const result = builtinOperatorTable.get(op)?.run({ attrs, inputs, outputs: first ? [first.type] : [] })[0];
  return Array.from(result as Float32Array, Number);
};

/** LiteRT refuses these elements when it meets them; here they have a result, the same in C. */
describe('what LiteRT refuses at run time', () => {
  const quant = { scale: [0.1], zeroPoint: [3] };

  test('integers divided by 0 give 0', () => {
    expect(
      run('div', 'int32', [
        [7, -7],
        [0, 0],
      ]),
    ).toEqual([0, 0]);
    expect(
      run('floor_div', 'int16', [
        [7, -7],
        [0, 2],
      ]),
    ).toEqual([0, -4]);
    expect(
      run('floor_mod', 'int8', [
        [7, -7],
        [0, 2],
      ]),
    ).toEqual([0, 1]);
    expect(
      run(
        'div',
        'int8',
        [
          [7, 13],
          [3, 13],
        ],
        quant,
      ),
    ).toEqual([3, 13]);
  });

  test('negative exponents of integers give 0', () => {
    expect(
      run('pow', 'int32', [
        [3, -3, 2],
        [-1, 3, 31],
      ]),
    ).toEqual([0, -27, -2147483648]);
  });

  test('roots of stored integers below 0 are those of 0', () => {
    expect(run('sqrt', 'int8', [[-100, 3, 103]], quant)).toEqual([3, 3, 34]);
    expect(run('rsqrt', 'int8', [[-100, 3]], quant)).toEqual([127, 127]);
  });

  test('stored integers that stand for 0 or less have the least logarithm', () => {
    expect(run('log', 'int8', [[-100, 3, 13]], quant)).toEqual([-128, -128, 3]);
  });
});
