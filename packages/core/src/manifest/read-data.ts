import type { ArraySource, DataSource, Factor, InputSource, LabelSource, Normalization } from '../data/source.ts';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import type { ManifestPath } from './manifest.ts';
import { pathText } from './place.ts';
import { mappingOf, type Mapping, type Reader } from './reader.ts';

const splits: readonly DataSplit[] = ['calibration', 'train', 'test'];

/** The values of `mapping` that are there, each as `read` has it. */
const present = (mapping: Mapping, keys: readonly string[], read: (key: string, value: unknown) => unknown): Mapping =>
  Object.fromEntries(
    keys
      .filter((key) => mapping[key] !== undefined && mapping[key] !== null)
      .map((key) => [key, read(key, mapping[key])]),
  );

const readArray = (source: Mapping, at: ManifestPath, reader: Reader): ArraySource => ({
  ...present(source, ['file'], (key, value) => reader.file(value, [...at, key]) ?? ''),
  ...present(source, ['array', 'columns', 'header', 'dtype', 'shape'], (_, value) => value),
});

const readFactors = (source: Mapping, at: ManifestPath, reader: Reader): Normalization => {
  const one = (value: unknown, path: ManifestPath, key: string): Factor => {
    const factor = reader.ratio(value, path);
    if (factor === 0 && key !== 'mean')
      reader.report(
        path,
        messages.outOfRange(pathText(path), 'is zero', key === 'scale' ? 'e.g. 1/255' : 'it is divided by'),
      );
    return factor ?? 1;
  };
  return present(source, ['scale', 'mean', 'std'], (key, value) =>
    Array.isArray(value)
      ? value.map((item: unknown, index) => one(item, [...at, key, index], key))
      : one(value, [...at, key], key),
  );
};

const readInput = (value: unknown, at: ManifestPath, reader: Reader): string | InputSource =>
  typeof value === 'string'
    ? (reader.file(value, at) ?? '')
    : { ...readArray(mappingOf(value), at, reader), ...readFactors(mappingOf(value), at, reader) };

const readLabels = (value: unknown, at: ManifestPath, reader: Reader): LabelSource =>
  typeof value === 'string' ? (reader.file(value, at) ?? '') : readArray(mappingOf(value), at, reader);

const readSource = (source: Mapping, at: ManifestPath, reader: Reader): DataSource => {
  const where = pathText(at);
  const given = ['file', 'images', 'inputs'].filter((key) => source[key] !== undefined);
  const refuse = (problem: string, hint: string, key?: string): void =>
    reader.report(key === undefined ? at : [...at, key], messages.badDataSource(where, problem, hint), 'key');
  if (given.length === 0) refuse('says not where the samples are', 'add `file: …`, `images: …` or `inputs: { … }`');
  if (given.includes('file') && given.includes('images'))
    refuse('has both `file` and `images`', 'they mean the same: keep one', 'images');
  if (given.includes('images') && given.includes('inputs'))
    refuse('has both `images` and `inputs`', '`inputs` names a source for each input: put the images there', 'images');
  return {
    ...readArray(source, at, reader),
    ...readFactors(source, at, reader),
    ...present(source, ['images'], (key, value) => reader.file(value, [...at, key]) ?? ''),
    ...present(source, ['labels'], (key, value) => readLabels(value, [...at, key], reader)),
    ...present(source, ['targets'], (key, value) => readInput(value, [...at, key], reader)),
    ...present(source, ['inputs'], (key, value) =>
      present(mappingOf(value), Object.keys(mappingOf(value)), (name, item) =>
        readInput(item, [...at, key, name], reader),
      ),
    ),
    ...present(source, ['limit'], (_, value) => value),
  };
};

/** Paths become absolute and factors numbers; whether the files are there is seen when something reads them. */
export const readData = (value: unknown, reader: Reader): Readonly<Partial<Record<DataSplit, DataSource>>> => {
  const data = mappingOf(value);
  return present(data, splits, (split, source) => {
    const isMapping = typeof source === 'object' && !Array.isArray(source);
    return isMapping ? readSource(mappingOf(source), ['data', split], reader) : {};
  });
};
