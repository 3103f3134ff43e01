import {
  TinymlError,
  elementCount,
  isTinymlError,
  type LoadedSamples,
  type Loader,
  type ModelSignature,
} from '@tinyml/core';
import { type DataFiles } from '@tinyml/core/internal';
import { badLoader, unusableSamples } from '../diagnostics/data.ts';
import { classIndices } from './labels.ts';
import type { StoredSamples } from './stored-samples.ts';

export interface LoadedSplit {
  readonly count: number;
  readonly inputs: readonly StoredSamples[];
  readonly labels?: Int32Array;
  readonly targets?: StoredSamples;
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/**
 * Calls the module's default export and checks what it gives; so is each sample when it is read.
 * @throws TinymlError TML821, TML806 for labels; TML634 where the module cannot be compiled
 */
export const openLoader = async (
  path: string,
  { inputs, output }: ModelSignature,
  files: DataFiles,
): Promise<LoadedSplit> => {
  const refuse = (what: string): TinymlError => new TinymlError(badLoader(path, what));
  const guarded = <T>(call: () => T): T => {
    try {
      return call();
    } catch (error) {
      throw isTinymlError(error) ? error : refuse(`failed: ${(error as Error | undefined)?.message ?? String(error)}`);
    }
  };
  let loaded: unknown;
  try {
    const { default: load } = await files.load(path);
    if (typeof load !== 'function') throw refuse('has no function as its default export');
    loaded = await (load as Loader)(inputs, output);
  } catch (error) {
    throw guarded(() => {
      throw error;
    }) as Error;
  }
  if (typeof loaded !== 'object' || loaded === null) throw refuse(`gives ${String(loaded)}, not samples`);
  const samples = loaded as LoadedSamples;
  const { count, labels } = samples;
  if (!Number.isInteger(count) || count < 0) throw refuse(`gives count: ${String(count)}`);
  if (count === 0) throw new TinymlError(unusableSamples(path, 'the loader gives no samples'));
  if (typeof samples.inputs !== 'function') throw refuse('gives no function `inputs`');
  if (labels !== undefined && (!isList(labels) || labels.length !== count))
    throw refuse(`gives ${isList(labels) ? `${String(labels.length)} labels for ${String(count)} samples` : 'labels that are no list'}`); // prettier-ignore
  if (samples.targets !== undefined && typeof samples.targets !== 'function')
    throw refuse('gives `targets`, but not as a function');

  const valuesOf = (value: unknown, what: string, shape: readonly number[]): ArrayLike<number> => {
    if (!isList(value)) throw refuse(`gives no list of numbers for ${what}`);
    if (value.length !== elementCount(shape))
      throw refuse(`gives ${String(value.length)} numbers for ${what}, which takes ${String(elementCount(shape))} (${shape.join('×')})`); // prettier-ignore
    return value as ArrayLike<number>;
  };
  let last: { readonly index: number; readonly values: readonly unknown[] } | undefined;
  /** All inputs of a sample: each asks for its own. */
  const sample = (index: number): readonly unknown[] => {
    if (last?.index === index) return last.values;
    const given: unknown = guarded(() => samples.inputs(index));
    const values = Array.isArray(given) && isList(given[0]) ? (given as unknown[]) : [given];
    if (values.length !== inputs.length)
      throw refuse(`gives ${String(values.length)} inputs of sample ${String(index)}; the model has ${String(inputs.length)}`); // prettier-ignore
    last = { index, values };
    return values;
  };
  return {
    count,
    inputs: inputs.map(({ name, type: { shape } }, i): StoredSamples => ({
      path,
      count,
      shape: shape.slice(1),
      read: (index) => valuesOf(sample(index)[i], `${name} of sample ${String(index)}`, shape),
    })),
    ...(labels === undefined
      ? {}
      : { labels: classIndices(path, { shape: [count], dtype: 'float64', data: Float64Array.from(labels) }, count) }),
    ...(samples.targets === undefined || output === undefined
      ? {}
      : {
          targets: {
            path,
            count,
            shape: output.type.shape.slice(1),
            read: (index) =>
              valuesOf(guarded(() => samples.targets?.(index)), `the target of sample ${String(index)}`, output.type.shape), // prettier-ignore
          },
        }),
  };
};
