import { describe, expect, test } from '@jest/globals';
import { type DataSource, type ModelSignature, type Samples } from '@tinyml/core';
import pngjs from 'pngjs';
import { openSplit } from '../src/index.ts';
import { memoryFiles } from './memory-files.ts';
import { npy } from './data-files.ts';
import { wav } from './wav-file.ts';

const { PNG } = pngjs;

/** An image of one grey. */
const grey = (value: number, size = 4): Uint8Array => {
  const png = new PNG({ width: size, height: size });
  png.data.fill(value);
  return PNG.sync.write(png);
};

const text = (...lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\n')}\n`);

const files: Readonly<Record<string, Uint8Array>> = {
  'photos/cat/1.png': grey(10),
  'photos/cat/2.PNG': grey(20),
  'photos/cat/notes.txt': text('left alone'),
  'photos/dog/1.png': grey(30, 8),
  'photos/emu/1.png': grey(40),
  'flat/a.png': grey(50),
  'flat/b.png': grey(60),
  'flat/c.png': grey(70),
  'stray/cat/1.png': grey(1),
  'stray/2.png': grey(2),
  'mixed/a.png': grey(1),
  'mixed/b.wav': wav([0]),
  'texts/readme.txt': text('nothing to see'),
  'damaged/a.png': grey(9).slice(0, 50),
  'clips/yes/1.wav': wav([0.5, 0.25]),
  'clips/no/1.wav': wav([-0.5, 0.25, 0.125, 0.0625]),
  'labels.csv': text('file,label', 'c.png,2', './a.png,0'),
  'names.csv': text('b.png,dog', 'a.png,cat'),
  'twice.csv': text('a.png,0', 'a.png,1'),
  'unknown.csv': text('z.png,0'),
  'heights.csv': text('file,height,width', 'a.png,1,2', 'b.png,3,4', 'c.png,5,6'),
  'words.csv': text('file,height,width', 'a.png,1,tall', 'b.png,3,4', 'c.png,5,6'),
  'order.npy': npy('<i4', [4], [3, 2, 1, 0]),
};

const image: ModelSignature = {
  inputs: [{ name: 'x', type: { dtype: 'float32', shape: [1, 2, 2, 1] } }],
  output: { name: 'y', type: { dtype: 'float32', shape: [1, 2] } },
};

const open = (source: DataSource, model = image, modules: Readonly<Record<string, object>> = {}): Promise<Samples> =>
  openSplit(source, model, memoryFiles(files, { modules }));

const firsts = (samples: Samples): readonly (number | undefined)[] =>
  Array.from({ length: samples.count }, (_, i) => samples.inputs(i)[0]?.data[0]);

const labelsOf = ({ labels }: Samples): readonly number[] => Array.from(labels ?? []);

describe('folders', () => {
  test('a subfolder a class, taken in turn; other files are left alone', async () => {
    const samples = await open({ images: 'photos' });
    expect(firsts(samples)).toEqual([10, 30, 40, 20]);
    expect(labelsOf(samples)).toEqual([0, 1, 2, 0]);
    const two = await open({ images: 'photos', limit: 2, scale: '1/10' });
    expect(firsts(two)).toEqual([1, 3]);
    expect(labelsOf(two)).toEqual([0, 1]);
  });

  test('classes in the order that is given, and no others', async () => {
    const samples = await open({ images: 'photos', classes: ['dog', 'cat'] });
    expect(firsts(samples)).toEqual([30, 10, 20]);
    expect(labelsOf(samples)).toEqual([0, 1, 1]);
  });

  test('labels in an array of their own go by the sorted names', async () => {
    const samples = await open({ images: 'photos', labels: 'order.npy' });
    expect(firsts(samples)).toEqual([10, 20, 30, 40]);
    expect(labelsOf(samples)).toEqual([3, 2, 1, 0]);
  });

  test('a flat folder: a table names files and their classes', async () => {
    const samples = await open({ images: 'flat', labels: 'labels.csv' });
    expect(firsts(samples)).toEqual([70, 50]);
    expect(labelsOf(samples)).toEqual([2, 0]);
    expect(labelsOf(await open({ images: 'flat', labels: 'names.csv' }))).toEqual([1, 0]);
    expect(labelsOf(await open({ images: 'flat', labels: 'names.csv', classes: ['dog', 'cat'] }))).toEqual([0, 1]);
    expect((await open({ images: 'flat' })).labels).toBeUndefined();
  });

  test('targets by the files’ names, beside labels too', async () => {
    const samples = await open({ images: 'flat', labels: 'labels.csv', targets: 'heights.csv' });
    expect([...(samples.targets?.(0) ?? [])]).toEqual([5, 6]);
    expect([...(samples.targets?.(1) ?? [])]).toEqual([1, 2]);
  });

  test('one file is one sample', async () => {
    expect(firsts(await open({ images: 'flat/b.png' }))).toEqual([60]);
  });

  test('sounds', async () => {
    const model = { inputs: [{ name: 'x', type: { dtype: 'float32', shape: [1, 3] } as const }] };
    const samples = await open({ audio: 'clips' }, model);
    expect(labelsOf(samples)).toEqual([0, 1]);
    expect([...(samples.inputs(0)[0]?.data ?? [])]).toEqual([-0.5, 0.25, 0.125]);
    expect([...(samples.inputs(1)[0]?.data ?? [])]).toEqual([0.5, 0.25, 0]);
  });

  test.each<[DataSource, string, string]>([
    [{ images: 'stray' }, 'TML818', '2.png lies in none of the subfolders'],
    [{ images: 'mixed' }, 'TML818', 'images and sounds'],
    [{ images: 'texts' }, 'TML818', 'no images'],
    [{ images: 'damaged' }, 'TML801', 'cut off'],
    [{ images: 'photos', classes: ['cat', 'cow'] }, 'TML807', 'cow'],
    [{ images: 'flat', labels: 'twice.csv' }, 'TML820', 'named twice'],
    [{ images: 'flat', labels: 'unknown.csv' }, 'TML820', 'no file z.png'],
    [{ images: 'flat', labels: 'names.csv', classes: ['dog'] }, 'TML820', '"cat" is none of the classes'],
    [{ images: 'flat', targets: 'words.csv' }, 'TML811', '"tall"'],
    [{ images: 'flat', labels: 'order.npy' }, 'TML805', '4 samples'],
    [{ images: 'photos', labels: 'heights.csv' }, 'TML820', 'no file a.png'],
    [{ images: 'photos', features: { kind: 'mfcc' } }, 'TML809', '`preprocess: mfcc` says nothing about images'],
    [{ audio: 'photos' }, 'TML809', '`audio` says nothing about images'],
    [{ images: 'clips' }, 'TML809', '`images` says nothing about sounds'],
    [{ audio: 'clips', resize: 'area' }, 'TML809', '`resize` says nothing about sounds'],
    [{ file: 'order.npy', crop: 'center' }, 'TML809', '`crop` says nothing about an array'],
    [{ file: 'order.npy', reads: ['photos'] }, 'TML809', '`reads` says nothing about an array'],
    [{ loader: 'load.ts', labels: 'order.npy' }, 'TML809', '`labels` says nothing about a loader'],
    [{ audio: 'clips', features: { kind: 'mfcc', high: 9000 } }, 'TML809', '9000'],
  ])('%j: %s', async (source, code, words) => {
    await expect(open(source)).rejects.toThrow(code);
    await expect(open(source)).rejects.toThrow(words);
  });

  test('images for an input that is none', async () => {
    const flat = { inputs: [{ name: 'x', type: { dtype: 'float32', shape: [1, 4] } as const }] };
    await expect(open({ images: 'flat' }, flat)).rejects.toThrow('TML819');
  });
});

describe('loaders', () => {
  const loaded = (samples: unknown): Promise<Samples> =>
    open({ loader: 'load.ts' }, image, { 'load.ts': { default: () => samples } });

  test('samples from a function, scaled as the manifest says', async () => {
    const load = (inputs: ModelSignature['inputs'], output: ModelSignature['output']) =>
      Promise.resolve({
        count: 3,
        inputs: (index: number) => new Array<number>(4).fill(index + (inputs[0]?.type.shape.length ?? 0)),
        labels: [0, 1, 0],
        targets: (index: number) => Float32Array.of(index, output?.type.shape.length ?? 0),
      });
    const samples = await open({ loader: 'load.ts', scale: 2, limit: 2 }, image, { 'load.ts': { default: load } });
    expect(firsts(samples)).toEqual([8, 10]);
    expect(labelsOf(samples)).toEqual([0, 1]);
    expect([...(samples.targets?.(1) ?? [])]).toEqual([1, 2]);
  });

  test('several inputs, read once a sample', async () => {
    let calls = 0;
    const samples = {
      count: 1,
      inputs: () => {
        calls += 1;
        return [Float32Array.of(1, 2), [3]];
      },
    };
    const inputs = [2, 1].map((size, i) => ({
      name: `x${String(i)}`,
      type: { dtype: 'float32', shape: [1, size] } as const,
    }));
    const split = await open({ loader: 'l.js' }, { inputs }, { 'l.js': { default: () => samples } });
    expect(split.inputs(0).map(({ data }) => [...data])).toEqual([[1, 2], [3]]);
    expect(calls).toBe(1);
  });

  const inputs = (): number[] => [1, 2, 3, 4];

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'gives undefined'],
    ['no count', { inputs }, 'count'],
    ['no inputs', { count: 1 }, 'no function `inputs`'],
    ['no samples', { count: 0, inputs }, 'TML812'],
    ['too few labels', { count: 2, inputs, labels: [0] }, '1 labels for 2 samples'],
    ['labels that are none', { count: 1, inputs, labels: [0.5] }, 'TML806'],
    ['targets that are no function', { count: 1, inputs, targets: [1] }, 'not as a function'],
    ['targets of another size', { count: 1, inputs, targets: () => [1] }, '1 numbers for the target'],
    ['targets that are not finite', { count: 1, inputs, targets: () => [1, NaN] }, 'TML812'],
  ])('%s', async (_name, samples, words) => {
    await expect(loaded(samples)).rejects.toThrow(words);
  });

  test('samples of another size, or an error, are told when they are read', async () => {
    const short = await loaded({ count: 1, inputs: () => [1, 2] });
    expect(() => short.inputs(0)).toThrow(/TML821.*2 numbers for x of sample 0, which takes 4/);
    const failing = await loaded({ count: 1, inputs: () => JSON.parse('{') as number[] });
    expect(() => failing.inputs(0)).toThrow(/TML821: the loader failed/);
    await expect(open({ loader: 'none.ts' })).rejects.toThrow('no function as its default export');
  });
});
