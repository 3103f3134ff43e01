import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, type DataSource, type Samples } from '@tinyml/core';
import { describeWith, shared } from '../../../tools/testing.ts';
import { openSplit } from '../src/index.ts';
import { idx, npy, zip } from './data-files.ts';
import { memoryFiles } from './memory-files.ts';

const input = (name: string, ...shape: readonly number[]) => ({ name, type: { dtype: 'float32', shape } as const });

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

const files: Readonly<Record<string, Buffer>> = {
  'images.idx3': idx(0x08, [3, 2, 2], numbers(12)),
  'labels.idx1': idx(0x08, [3], [2, 0, 1]),
  'short.idx1': idx(0x08, [2], [2, 0]),
  'flat.npy': npy('<f8', [3, 4], numbers(12)),
  'negative.npy': npy('<i4', [3], [0, -1, 2]),
  'half.npy': npy('<f4', [3], [0, 0.5, 2]),
  'onehot.npy': npy('<f4', [3, 3], [0, 1, 0, 0, 0, 1, 1, 0, 0]),
  'nan.npy': npy('<f4', [1, 4], [0, NaN, 0, 0]),
  'empty.npy': npy('<f4', [0, 4], []),
  'both.npz': zip(
    {
      'a.npy': npy('<f4', [3, 2], numbers(6)),
      'b.npy': npy('<f4', [3, 4], numbers(12)),
      'y.npy': npy('<i8', [3], [1, 1, 0]),
    },
    true,
  ),
  'angles.npy': npy('<f4', [3, 2], [0, 1, 2, 3, 4, 5]),
  'shortAngles.npy': npy('<f4', [2, 2], [0, 1, 2, 3]),
  'wideAngles.npy': npy('<f4', [3, 3], numbers(9)),
  'nanAngles.npy': npy('<f4', [3, 2], [0, 1, 2, NaN, 4, 5]),
  'regression.csv': Buffer.from('p,q,r,s,height,width\n0,1,2,3,10,20\n4,5,6,7,30,40\n'),
  'table.csv': Buffer.from('p,q,r,s,class\n0,1,2,3,1\n4,5,6,7,0\n'),
  'plain.bin': Buffer.from(Float32Array.from(numbers(8)).buffer),
};

const open = (
  source: DataSource,
  inputs = [input('x', 1, 2, 2, 1)],
  read: string[] = [],
  output = input('y', 1, 2),
): Promise<Samples> => openSplit(source, { inputs, output }, memoryFiles(files, { read }));

const values = (samples: Samples, index: number): readonly (readonly number[])[] =>
  samples.inputs(index).map(({ data }) => Array.from(data));

const codeOf = async (reading: Promise<unknown>): Promise<string> => {
  try {
    await reading;
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
  return 'accepted';
};

describe('openSplit', () => {
  test('images and labels, scaled, in the shape of the input', async () => {
    const samples = await open({ images: 'images.idx3', labels: 'labels.idx1', scale: '1/4' });
    expect(samples.count).toBe(3);
    expect(Array.from(samples.labels ?? [])).toEqual([2, 0, 1]);
    expect(samples.inputs(1)[0]?.type).toEqual({ dtype: 'float32', shape: [1, 2, 2, 1] });
    expect(values(samples, 1)).toEqual([[1, 1.25, 1.5, 1.75]]);
    expect(() => samples.inputs(3)).toThrow(RangeError);
  });

  test('real = (stored · scale − mean) / std, by channel', async () => {
    const samples = await open({ file: 'flat.npy', scale: 2, mean: [1, 3], std: [0.5, 2] }, [input('x', 1, 2, 2)]);
    expect(values(samples, 0)).toEqual([[(0 - 1) / 0.5, (2 - 3) / 2, (4 - 1) / 0.5, (6 - 3) / 2]]);
  });

  test('limit takes the first samples and labels', async () => {
    const samples = await open({ file: 'flat.npy', labels: 'onehot.npy', limit: 2 });
    expect(samples.count).toBe(2);
    expect(Array.from(samples.labels ?? [])).toEqual([1, 2]);
  });

  test('several inputs from one npz, by their names, read once', async () => {
    const read: string[] = [];
    const inputs = [input('b', 1, 4), input('a', 1, 2)];
    const samples = await open({ file: 'both.npz', labels: { array: 'y' } }, inputs, read);
    expect(values(samples, 1)).toEqual([
      [4, 5, 6, 7],
      [2, 3],
    ]);
    expect(Array.from(samples.labels ?? [])).toEqual([1, 1, 0]);
    expect(read).toEqual(['both.npz']);
  });

  test('named inputs with files and normalisation of their own', async () => {
    const source = { scale: 10, inputs: { a: { file: 'both.npz', array: 'a', scale: 1 }, b: 'flat.npy' } };
    const samples = await open(source, [input('a', 1, 2), input('b', 1, 2, 2)]);
    expect(values(samples, 2)).toEqual([
      [4, 5],
      [80, 90, 100, 110],
    ]);
  });

  test('columns of a table; plain elements take the input’s shape', async () => {
    const table = await open({ file: 'table.csv', labels: { columns: ['class'] } }, [input('x', 1, 4)]);
    expect(values(table, 1)).toEqual([[4, 5, 6, 7]]);
    expect(Array.from(table.labels ?? [])).toEqual([1, 0]);
    expect(values(await open({ file: 'plain.bin' }), 1)).toEqual([[4, 5, 6, 7]]);
  });

  test('targets with a normalisation of their own, beside labels; of as many numbers as the output has', async () => {
    const targets = { file: 'angles.npy', scale: 10, mean: [0, 10] };
    const samples = await open({ images: 'images.idx3', labels: 'labels.idx1', targets, scale: '1/4' });
    expect([...(samples.targets?.(1) ?? [])]).toEqual([20, 20]);
    expect(samples.labels?.[0]).toBe(2);
    expect(values(samples, 1)).toEqual([[1, 1.25, 1.5, 1.75]]);
    expect(() => samples.targets?.(3)).toThrow(RangeError);
    const table = await open({ file: 'regression.csv', targets: { columns: ['height', 'width'] } });
    expect(values(table, 1)).toEqual([[4, 5, 6, 7]]);
    expect([...(table.targets?.(1) ?? [])]).toEqual([30, 40]);
  });

  test.each<[DataSource, string]>([
    [{ images: 'images.idx3', labels: 'short.idx1' }, 'TML805'],
    [{ images: 'images.idx3', targets: 'shortAngles.npy' }, 'TML805'],
    [{ images: 'images.idx3', targets: 'wideAngles.npy' }, 'TML816'],
    [{ images: 'images.idx3', targets: 'nanAngles.npy' }, 'TML812'],
    [{ images: 'images.idx3', targets: { file: 'angles.npy', std: 0 } }, 'TML809'],
    [{ file: 'flat.npy', labels: 'negative.npy' }, 'TML806'],
    [{ file: 'flat.npy', labels: 'half.npy' }, 'TML806'],
    [{ file: 'empty.npy' }, 'TML812'],
    [{ file: 'both.npz' }, 'TML808'],
    [{ file: 'both.npz', array: 'a' }, 'TML804'],
    [{ file: 'both.npz', array: 'q' }, 'TML807'],
    [{ inputs: { z: 'flat.npy' } }, 'TML807'],
    [{ inputs: {} }, 'TML809'],
    [{}, 'TML809'],
    [{ file: 'flat.npy', scale: 'a lot' }, 'TML809'],
    [{ file: 'flat.npy', scale: '1/0' }, 'TML809'],
    [{ file: 'flat.npy', std: 0 }, 'TML809'],
    [{ file: 'flat.npy', mean: [1, 2, 3] }, 'TML809'],
  ])('%j → %s', async (source, code) => {
    expect(await codeOf(open(source))).toBe(code);
  });

  test('a shape that does not fit names both shapes', async () => {
    const reading = open({ images: 'images.idx3' }, [input('image', 1, 4, 4, 1)]);
    await expect(reading).rejects.toThrow("each sample is 2×2, but the model's input image wants 1×4×4×1");
  });

  test('a transposed image is not taken for a fitting one', async () => {
    expect(await codeOf(open({ images: 'images.idx3' }, [input('x', 1, 4, 1)]))).toBe('TML804');
  });

  test('values that are not finite are found when they are read', async () => {
    const samples = await open({ file: 'nan.npy' });
    expect(() => samples.inputs(0)).toThrow('not finite');
  });
});

describeWith(
  'the calibration data of the streaming wake word',
  { shared: ['models/mlperf-tiny/sww_calibration.npz'] },
  () => {
    test('45 samples with labels', async () => {
      const source = { file: 'c.npz', array: 'specs', labels: { array: 'labels' } };
      const bytes = readFileSync(join(shared, 'models/mlperf-tiny/sww_calibration.npz'));
      const samples = await openSplit(
        source,
        { inputs: [input('input_1', 1, 30, 1, 40)] },
        memoryFiles({ 'c.npz': bytes }),
      );
      expect(samples.count).toBe(45);
      expect(samples.labels).toHaveLength(45);
      for (let i = 0; i < samples.count; i++) expect(samples.inputs(i)[0]?.data).toHaveLength(1200);
    });
  },
);

const debian = '/usr/share/datasets/fashion-mnist';

describeWith('Fashion-MNIST', { files: [`${debian}/t10k-images-idx3-ubyte.gz`] }, () => {
  test('10,000 images of ten classes', async () => {
    const source = {
      images: `${debian}/t10k-images-idx3-ubyte.gz`,
      labels: `${debian}/t10k-labels-idx1-ubyte.gz`,
      scale: '1/255',
    };
    const read = memoryFiles(
      Object.fromEntries([source.images, source.labels].map((path) => [path, readFileSync(path)])),
    );
    const samples = await openSplit(source, { inputs: [input('reshape_input', 1, 28, 28)] }, read);
    expect(samples.count).toBe(10_000);
    const counts = new Map<number, number>();
    for (const label of Array.from(samples.labels ?? [])) counts.set(label, (counts.get(label) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array(10).fill(1000));
    const data = samples.inputs(9_999)[0]?.data ?? new Float32Array();
    expect(data).toHaveLength(784);
    expect(Math.max(...data)).toBeLessThanOrEqual(1);
    expect(Math.max(...data)).toBeGreaterThan(0.5);
  });
});
