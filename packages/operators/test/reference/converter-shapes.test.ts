import { describe, expect, test } from '@jest/globals';
import { builtinOperators } from '@tinyml/operators';
import type { DType, Tensor, TensorData } from '@tinyml/core';

/** Operators that converters put around open batch sizes and time series: values worked out by hand. */
const tensor = (dtype: DType, shape: number[], data: TensorData): Tensor => ({ type: { dtype, shape }, data });
const floats = (shape: number[], ...data: number[]): Tensor => tensor('float32', shape, Float32Array.from(data));
const integers = (shape: number[], ...data: number[]): Tensor => tensor('int32', shape, Int32Array.from(data));

const run = (
  name: string,
  attrs: object,
  inputs: readonly Tensor[],
): { shape: readonly number[]; data: number[] }[] => {
  const operator = builtinOperators.find((candidate) => candidate.name === name);
  if (operator === undefined) throw new Error(`no operator ${name}`);
  const operands = inputs.map(({ type, data }) => ({ type, constant: data }));
  const outputs = operator.infer({ attrs: attrs as never, inputs: operands });
  const problem = operator.check({ attrs: attrs as never, inputs: inputs.map(({ type }) => type), outputs });
  expect(problem).toBeUndefined();
  return operator
    .run({ attrs: attrs as never, inputs, outputs })
    .map((data, index) => ({ shape: outputs[index]?.shape ?? [], data: Array.from(data, Number) }));
};

const matrix = floats([2, 3], 1, -2, 3, 4, 5, -6);

describe('operators around open batch sizes', () => {
  test('shape gives the dimensions', () => {
    expect(run('shape', { outType: 'int32' }, [matrix])).toEqual([{ shape: [2], data: [2, 3] }]);
  });

  test('expand_dims adds a dimension of 1, also from the end', () => {
    expect(run('expand_dims', {}, [matrix, integers([], 1)])[0]?.shape).toEqual([2, 1, 3]);
    expect(run('expand_dims', {}, [matrix, integers([1], -1)])[0]?.shape).toEqual([2, 3, 1]);
  });

  test('pack and unpack are each other’s reverse', () => {
    const rows = [floats([3], 1, -2, 3), floats([3], 4, 5, -6)];
    const [packed] = run('pack', { axis: 1 }, rows);
    expect(packed).toEqual({ shape: [3, 2], data: [1, 4, -2, 5, 3, -6] });
    expect(run('unpack', { axis: 0, count: 2 }, [matrix])).toEqual([
      { shape: [3], data: [1, -2, 3] },
      { shape: [3], data: [4, 5, -6] },
    ]);
  });

  test('gather takes slices in the order of the indices', () => {
    expect(run('gather', { axis: 1, batchDims: 0 }, [matrix, integers([2], 2, 0)])).toEqual([
      { shape: [2, 2], data: [3, 1, -6, 4] },
    ]);
  });

  test('reductions over one axis and all', () => {
    expect(run('reduce_max', { keepDims: false }, [matrix, integers([1], 1)])).toEqual([{ shape: [2], data: [3, 5] }]);
    expect(run('reduce_min', { keepDims: true }, [matrix, integers([1], 0)])).toEqual([
      { shape: [1, 3], data: [1, -2, -6] },
    ]);
    expect(run('reduce_prod', { keepDims: false }, [integers([3], 2, 3, 7), integers([1], 0)])).toEqual([
      { shape: [], data: [42] },
    ]);
  });

  test('space_to_batch_nd sorts a padded row by phase, batch_to_space_nd puts it back', () => {
    const row = floats([1, 3, 1], 1, 2, 3);
    const block = integers([1], 2);
    const [phases] = run('space_to_batch_nd', {}, [row, block, integers([1, 2], 1, 0)]);
    expect(phases).toEqual({ shape: [2, 2, 1], data: [0, 2, 1, 3] });
    expect(run('batch_to_space_nd', {}, [floats([2, 2, 1], 0, 2, 1, 3), block, integers([1, 2], 1, 0)])).toEqual([
      { shape: [1, 3, 1], data: [1, 2, 3] },
    ]);
  });
});
