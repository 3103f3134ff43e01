import { basename, dirname, join } from 'node:path';
import {
  TinymlError,
  type DataSource,
  type InputSource,
  type ModelSignature,
  type NamedType,
  type Normalization,
} from '@tinyml/core';
import { type DataFiles } from '@tinyml/core/internal';
import { sampleCount } from '../diagnostics/data.ts';
import { labelsOfTable, listedFiles, readFileTable, valuesOfTable, type FileTable } from './file-table.ts';
import { checkKeys } from './fitting-keys.ts';
import { folderSamples, mediumOf, type FolderSamples } from './folder.ts';
import { classIndices } from './labels.ts';
import type { NumericArray } from './numeric-array.ts';
import { readArray, type ReadOptions } from './read-array.ts';
import { readMedia } from './read-media.ts';
import { columnsBeside, givenFor, inputSources, readOptionsOf, sourceBeside } from './sources.ts';
import { samplesOfArray, type StoredSamples } from './stored-samples.ts';

/** What a source holds, before it is normalised. */
export interface OpenedSplit {
  readonly inputs: readonly {
    readonly samples: StoredSamples;
    /** Default: the source's. */
    readonly normalization?: Normalization;
  }[];
  readonly labels?: Int32Array;
  readonly targets?: StoredSamples;
}

interface Folder {
  readonly folder: string;
  readonly samples: FolderSamples;
}

/** Opens inputs, labels and targets that lie in files and folders. @throws TinymlError (TML8xx) */
export const openFiles = async (source: DataSource, model: ModelSignature, files: DataFiles): Promise<OpenedSplit> => {
  const known = new Map<string, Promise<Uint8Array>>();
  const bytesOf = (path: string): Promise<Uint8Array> => {
    const bytes = known.get(path) ?? files.read(path);
    known.set(path, bytes);
    return bytes;
  };
  const load = async (path: string, options: ReadOptions): Promise<NumericArray> =>
    readArray(path, await bytesOf(path), options);
  /** A source beside the inputs, and the table that it is where it names files. */
  const beside = async (
    key: 'labels' | 'targets',
  ): Promise<
    { readonly own: InputSource & { readonly file: string }; readonly table: FileTable | undefined } | undefined
  > => {
    // prettier-ignore
    const given = source[key];
    if (given === undefined) return undefined;
    const own = sourceBeside(key, given, source);
    const table = /\.csv$/i.test(own.file) ? readFileTable(own.file, await bytesOf(own.file)) : undefined;
    return { own, table };
  };
  const labels = await beside('labels');
  const targets = await beside('targets');

  /** A folder, or a file that is one sample. */
  const openFolder = async (path: string): Promise<Folder | undefined> => {
    const names = await files.list(path);
    if (names === undefined) {
      const medium = mediumOf(path);
      return medium && { folder: dirname(path), samples: { medium, files: [basename(path)] } };
    }
    const table = labels?.table ?? targets?.table;
    const { classes } = source;
    const mix = labels === undefined && targets === undefined;
    const options = { mix, ...(classes && { classes }), ...(table && { listed: listedFiles(table, names) }) };
    return { folder: path, samples: folderSamples(path, names, options) };
  };
  const openInput = async (
    own: InputSource,
    { name, type }: NamedType,
  ): Promise<{ samples: StoredSamples; folder?: FolderSamples }> => {
    // prettier-ignore
    const path = own.file ?? '';
    const found = await openFolder(path);
    checkKeys(givenFor(source, name), found === undefined ? 'arrays' : `${found.samples.medium}s`);
    if (found !== undefined) {
      const { folder, samples } = found;
      const limit = source.limit ?? Infinity;
      const read = (file: string): Promise<Uint8Array> => files.read(join(folder, file));
      return { folder: samples, samples: await readMedia(folder, samples, type.shape, own, limit, read) };
    }
    const except = columnsBeside(source);
    const options = { shape: type.shape.slice(1), prefer: [name], except, ...readOptionsOf(own) };
    return { samples: samplesOfArray(path, await load(path, options)) };
  };

  const sources = inputSources(source, model.inputs);
  const inputs = await Promise.all(
    model.inputs.map(async (input, i) => {
      const own = sources[i] as InputSource;
      return { ...(await openInput(own, input)), normalization: own };
    }),
  );
  const folder = inputs.find((input) => input.folder !== undefined)?.folder;

  const openLabels = async (): Promise<Int32Array | undefined> => {
    if (labels === undefined) return folder?.labels;
    const { own, table } = labels;
    if (table !== undefined && folder !== undefined) return labelsOfTable(table, own.columns, source.classes);
    const array = await load(own.file, { prefer: ['labels', 'y'], ...readOptionsOf(own) });
    const [first] = inputs.map(({ samples }) => samples);
    if (first !== undefined && array.shape[0] !== first.count)
      throw new TinymlError(sampleCount(own.file, array.shape[0] ?? 0, first.path, first.count));
    return classIndices(own.file, array, Infinity);
  };
  const openTargets = async (): Promise<StoredSamples | undefined> => {
    if (targets === undefined || model.output === undefined) return undefined;
    const { own, table } = targets;
    if (table !== undefined && folder !== undefined)
      return samplesOfArray(own.file, valuesOfTable(table, own.columns, folder.files));
    const { name, type } = model.output;
    const options = { shape: type.shape.slice(1), prefer: ['targets', 'y', name], ...readOptionsOf(own) };
    return samplesOfArray(own.file, await load(own.file, options));
  };
  const [found, aims] = [await openLabels(), await openTargets()];
  return {
    inputs,
    ...(found === undefined ? {} : { labels: found }),
    ...(aims === undefined ? {} : { targets: aims }),
  };
};
