import {
  TinymlError,
  type ArraySource,
  type DataSource,
  type InputSource,
  type NamedType,
  type Normalization,
} from '@tinyml/core';
import { unknownName, unusableDataSource } from '../diagnostics/data.ts';
import type { ReadOptions } from './read-array.ts';

/** `source` with the fields of `fallback` where it has none of its own. */
const inherit = (source: string | InputSource, fallback: DataSource): InputSource => {
  const { scale, mean, std, resize, crop, features, sampleRate } = fallback;
  const shared = { scale, mean, std, resize, crop, features, sampleRate };
  const own = typeof source === 'string' ? { file: source } : source;
  const file = own.file ?? fallback.file;
  return {
    ...(Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined)) as typeof fallback),
    ...own,
    ...(file === undefined ? {} : { file }),
  };
};

/** Of its names for the same thing the one that is given. */
const fileOf = ({ file, images, audio }: DataSource): string | undefined => file ?? images ?? audio;

/** One source for each model input, in the model's order. @throws TinymlError (TML807, TML809) */
export const inputSources = (source: DataSource, inputs: readonly NamedType[]): readonly InputSource[] => {
  const { inputs: named } = source;
  const file = fileOf(source);
  if (named === undefined) {
    if (file === undefined)
      throw new TinymlError(
        unusableDataSource('a data source without file', 'add `file:`, `images:`, `audio:`, `loader:` or `inputs:`'),
      );
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

/** What the manifest says about one input alone; what it says about all inputs need not fit each. */
export const givenFor = ({ inputs, ...source }: DataSource, name: string): DataSource => {
  const own = inputs === undefined ? source : inputs[name];
  return typeof own === 'object' ? own : {};
};

/** A source beside the inputs: one that names no file lies in the inputs' file. `key`: labels or targets. */
export const sourceBeside = (
  key: 'labels' | 'targets',
  own: string | InputSource,
  inputs: DataSource,
): InputSource & { readonly file: string } => {
  const source = typeof own === 'string' ? { file: own } : own;
  const path = source.file ?? fileOf(inputs);
  if (path === undefined)
    throw new TinymlError(unusableDataSource(`${key} without file`, `add \`file:\` to \`${key}:\``));
  return { ...source, file: path };
};

/** How targets are normalised: by nothing that holds for inputs. */
export const targetNormalization = ({ targets }: DataSource): Normalization =>
  typeof targets === 'object' ? targets : {};

/** Columns of a .csv with the inputs that hold labels or targets. */
export const columnsBeside = ({ labels, targets, file }: DataSource): readonly (string | number)[] =>
  [labels, targets].flatMap((own) =>
    typeof own === 'object' && (own.file === undefined || own.file === file) ? (own.columns ?? []) : [],
  );

export const readOptionsOf = (source: ArraySource): ReadOptions => ({
  ...(source.array === undefined ? {} : { array: source.array }),
  ...(source.columns === undefined ? {} : { columns: source.columns }),
  ...(source.header === undefined ? {} : { header: source.header }),
  ...(source.dtype === undefined ? {} : { dtype: source.dtype }),
  ...(source.shape === undefined ? {} : { shape: source.shape }),
});
