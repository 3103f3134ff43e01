import {
  TinymlError,
  elementCount,
  sameShape,
  sampleCount,
  sampleShape,
  unknownName,
  unusableDataSource,
  unusableSamples,
  type ArraySource,
  type DataSource,
  type InputSource,
  type OpenData,
  type Samples,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { classIndices } from './labels.ts';
import { affineOf, type Affine } from './normalization.ts';
import type { NumericArray } from './numeric-array.ts';
import { readArray, type ReadOptions } from './read-array.ts';

interface ModelInput {
  readonly name: string;
  readonly type: TensorType;
}

interface OpenInput {
  readonly path: string;
  readonly array: NumericArray;
  readonly affine: Affine;
  readonly type: TensorType;
}

type Load = (path: string, options: ReadOptions) => Promise<NumericArray>;

/** `source` with the fields of `fallback` where it has none of its own. */
const inherit = (source: string | InputSource, fallback: DataSource): InputSource => {
  const { scale, mean, std } = fallback;
  const own = typeof source === 'string' ? { file: source } : source;
  const file = own.file ?? fallback.file;
  return {
    ...(scale === undefined ? {} : { scale }),
    ...(mean === undefined ? {} : { mean }),
    ...(std === undefined ? {} : { std }),
    ...own,
    ...(file === undefined ? {} : { file }),
  };
};

/** One source for each model input, in the model's order. */
const sourcesOf = (source: DataSource, inputs: readonly ModelInput[]): readonly InputSource[] => {
  const { images, inputs: named } = source;
  const file = source.file ?? images;
  if (named === undefined) {
    if (file === undefined)
      throw new TinymlError(unusableDataSource('a data source without file', 'add `file:`, `images:` or `inputs:`'));
    return inputs.map(() => inherit({ ...source, file }, source));
  }
  const names = inputs.map(({ name }) => name);
  const strange = Object.keys(named).find((name) => !names.includes(name));
  if (strange !== undefined) throw new TinymlError(unknownName(undefined, 'input of the model', strange, names));
  return inputs.map(({ name }) => {
    const own = Object.hasOwn(named, name) ? named[name] : undefined;
    if (own === undefined)
      throw new TinymlError(unusableDataSource(`no data for the input ${name}`, `add ${name} under \`inputs:\``));
    return inherit(own, source);
  });
};

const readOptions = (source: ArraySource): ReadOptions => ({
  ...(source.array === undefined ? {} : { array: source.array }),
  ...(source.columns === undefined ? {} : { columns: source.columns }),
  ...(source.header === undefined ? {} : { header: source.header }),
  ...(source.dtype === undefined ? {} : { dtype: source.dtype }),
  ...(source.shape === undefined ? {} : { shape: source.shape }),
});

const withoutOnes = (shape: readonly number[]): readonly number[] => shape.filter((size) => size !== 1);

/** Missing or additional dimensions of 1 are fine, and so is a flat sample. */
const fits = (sample: readonly number[], input: readonly number[]): boolean =>
  sameShape(withoutOnes(sample), withoutOnes(input)) ||
  (withoutOnes(sample).length <= 1 && elementCount(sample) === elementCount(input));

const openInput = async (
  source: InputSource,
  input: ModelInput,
  except: readonly (string | number)[],
  load: Load,
): Promise<OpenInput> => {
  const path = source.file ?? '';
  const { shape } = input.type;
  const options = { shape: shape.slice(1), prefer: [input.name], except, ...readOptions(source) };
  const array = await load(path, options);
  const sample = array.shape.slice(1);
  if (!fits(sample, shape)) throw new TinymlError(sampleShape(path, input.name, shape, sample));
  return { path, array, affine: affineOf(source, shape.at(-1) ?? 1), type: { dtype: 'float32', shape } };
};

/** Sample `index`, normalised. @throws TinymlError (TML812) where a value is not finite. */
const sampleOf = ({ path, array, affine, type }: OpenInput, index: number): Tensor<Float32Array> => {
  const size = elementCount(type.shape);
  const data = new Float32Array(size);
  const { factors, offsets } = affine;
  const channels = factors.length;
  for (let i = 0; i < size; i++) {
    const channel = channels === 1 ? 0 : i % channels;
    const value = Number(array.data[index * size + i]) * (factors[channel] ?? 1) + (offsets[channel] ?? 0);
    if (!Number.isFinite(value))
      throw new TinymlError(unusableSamples(path, `sample ${String(index)} has a value that is not finite`));
    data[i] = value;
  }
  return { type, data };
};

const openLabels = async (
  source: DataSource,
  count: number,
  inputPath: string,
  load: Load,
): Promise<Int32Array | undefined> => {
  if (source.labels === undefined) return undefined;
  const labels: ArraySource = typeof source.labels === 'string' ? { file: source.labels } : source.labels;
  const path = labels.file ?? source.file ?? source.images;
  if (path === undefined) throw new TinymlError(unusableDataSource('labels without file', 'add `file:` to `labels:`'));
  const array = await load(path, { prefer: ['labels', 'y'], ...readOptions(labels) });
  if ((array.shape[0] ?? 0) !== count) throw new TinymlError(sampleCount(path, array.shape[0] ?? 0, inputPath, count));
  return classIndices(path, array, source.limit ?? Infinity);
};

/** Columns of a .csv with inputs and labels that hold the labels. */
const labelColumns = ({ labels, file }: DataSource): readonly (string | number)[] =>
  typeof labels === 'object' && (labels.file === undefined || labels.file === file) ? (labels.columns ?? []) : [];

/**
 * Opens a data split of the manifest for a model's inputs. Files are read once and kept as they are stored; a sample
 * is converted when it is asked for. real = (stored · scale − mean) / std, scale 1, mean 0 and std 1 by default; all
 * samples, or the first `limit`; no labels unless named.
 * @throws TinymlError (TML8xx) when a file is damaged or does not fit the model.
 */
export const openSplit: OpenData = async (source, inputs, readFile) => {
  const files = new Map<string, Promise<Uint8Array>>();
  const load: Load = async (path, options) => {
    const bytes = files.get(path) ?? readFile(path);
    files.set(path, bytes);
    return readArray(path, await bytes, options);
  };
  const except = labelColumns(source);
  const open = await Promise.all(
    sourcesOf(source, inputs).map((own, i) => openInput(own, inputs[i] as ModelInput, except, load)),
  );
  const [first] = open;
  if (first === undefined)
    throw new TinymlError(unusableDataSource('a model without inputs', 'there is nothing to feed it'));
  const stored = first.array.shape[0] ?? 0;
  for (const { path, array } of open)
    if ((array.shape[0] ?? 0) !== stored)
      throw new TinymlError(sampleCount(path, array.shape[0] ?? 0, first.path, stored));
  const count = Math.min(stored, source.limit ?? Infinity);
  if (count === 0) throw new TinymlError(unusableSamples(first.path, 'the file holds no samples'));
  const labels = await openLabels(source, stored, first.path, load);
  const samples: Samples = {
    count,
    inputs: (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError(`no sample ${String(index)}`);
      return open.map((input) => sampleOf(input, index));
    },
  };
  return labels === undefined ? samples : { ...samples, labels };
};
