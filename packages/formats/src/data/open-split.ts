import {
  TinymlError,
  sampleCount,
  sampleShape,
  targetShape,
  unusableDataSource,
  unusableSamples,
  type NamedType,
  type OpenData,
  type Samples,
} from '@tinyml/core';
import { classIndices } from './labels.ts';
import { readArray, type ReadOptions } from './read-array.ts';
import type { NumericArray } from './numeric-array.ts';
import { realSamples } from './real-samples.ts';
import { columnsBeside, inputSources, readOptionsOf, sourceBeside } from './sources.ts';
import { samplesOfArray } from './stored-samples.ts';

const checkCount = (path: string, found: number, first: string, expected: number): void => {
  if (found !== expected) throw new TinymlError(sampleCount(path, found, first, expected));
};

/**
 * Opens a data split of the manifest for a model. Files are read once and kept as they are stored; a sample
 * is converted when it is asked for. real = (stored · scale − mean) / std, scale 1, mean 0 and std 1 by default; all
 * samples, or the first `limit`; no labels and no targets unless named.
 * @throws TinymlError (TML8xx) when a file is damaged or does not fit the model.
 */
export const openSplit: OpenData = async (source, model, readFile) => {
  const files = new Map<string, Promise<Uint8Array>>();
  const load = async (path: string, options: ReadOptions): Promise<NumericArray> => {
    const bytes = files.get(path) ?? readFile(path);
    files.set(path, bytes);
    return readArray(path, await bytes, options);
  };
  const except = columnsBeside(source);
  const inputs = await Promise.all(
    inputSources(source, model.inputs).map(async (own, i) => {
      const { name, type } = model.inputs[i] as NamedType;
      const path = own.file ?? '';
      const options = { shape: type.shape.slice(1), prefer: [name], except, ...readOptionsOf(own) };
      const stored = samplesOfArray(path, await load(path, options));
      const misfit = (found: readonly number[]): ReturnType<typeof sampleShape> =>
        sampleShape(path, name, type.shape, found);
      return { stored, shape: type.shape, at: realSamples(stored, type.shape, own, misfit) };
    }),
  );
  const [first] = inputs.map(({ stored }) => stored);
  if (first === undefined)
    throw new TinymlError(unusableDataSource('a model without inputs', 'there is nothing to feed it'));
  for (const { stored } of inputs) checkCount(stored.path, stored.count, first.path, first.count);
  const count = Math.min(first.count, source.limit ?? Infinity);
  if (count === 0) throw new TinymlError(unusableSamples(first.path, 'the file holds no samples'));
  const inRange = (index: number): number => {
    if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError(`no sample ${String(index)}`);
    return index;
  };

  const openLabels = async (): Promise<Pick<Samples, 'labels'>> => {
    if (source.labels === undefined) return {};
    const own = sourceBeside('labels', source.labels, source);
    const array = await load(own.file, { prefer: ['labels', 'y'], ...readOptionsOf(own) });
    checkCount(own.file, array.shape[0] ?? 0, first.path, first.count);
    return { labels: classIndices(own.file, array, count) };
  };
  const openTargets = async (): Promise<Pick<Samples, 'targets'>> => {
    if (source.targets === undefined || model.output === undefined) return {};
    const own = sourceBeside('targets', source.targets, source);
    const { name, type } = model.output;
    const options = { shape: type.shape.slice(1), prefer: ['targets', 'y', name], ...readOptionsOf(own) };
    const stored = samplesOfArray(own.file, await load(own.file, options));
    checkCount(own.file, stored.count, first.path, first.count);
    const at = realSamples(stored, type.shape, own, (found) => targetShape(own.file, name, type.shape, found));
    // A target that is no number is found before anything runs.
    for (let index = 0; index < count; index++) at(index);
    return { targets: (index) => at(inRange(index)) };
  };
  return {
    count,
    inputs: (index) => {
      inRange(index);
      return inputs.map(({ shape, at }) => ({ type: { dtype: 'float32', shape }, data: at(index) }));
    },
    ...(await openLabels()),
    ...(await openTargets()),
  };
};
