import { elementCount, TinymlError, type Tensor } from '@tinyml/core';
import { readZip, type ZipEntry } from '../data/zip.ts';
import { inModel } from '../diagnostics/in-model.ts';
import {
  inconsistentModel,
  malformedModel,
  modelTooLarge,
  unsupportedModelFeature,
  unsupportedModelVersion,
} from '../diagnostics/model.ts';
import { openFields, parseJson, type Json } from './fields.ts';
import type { Program, TensorMeta } from './program.ts';
import { readTensorMeta } from './read-argument.ts';
import { readProgram } from './read-program.ts';
import { scalarTypeOf, storedElements } from './scalar-type.ts';
import { storageElements, stridedPlaces } from './strided.ts';

/** No part of a model for a microcontroller comes near this. */
const maximumBytes = 2 ** 28;

export interface Archive {
  readonly program: Program;
  /** A parameter, buffer or constant by its name in the model. @throws TinymlError */
  stored(name: string): Tensor;
}

interface Stored {
  readonly file: string;
  readonly meta: TensorMeta;
}

const numbersOnly = (sizes: readonly (number | string)[]): readonly number[] | undefined =>
  sizes.every((size) => typeof size === 'number') ? sizes : undefined;

/** The elements of a tensor, dense, from the bytes of its storage. */
const tensorFrom = (path: string, name: string, meta: TensorMeta, bytes: Uint8Array, little: boolean): Tensor => {
  const type = scalarTypeOf(meta.scalarType);
  if (type === undefined)
    throw new TinymlError(
      unsupportedModelFeature(path, `tensor ${name}`, `elements of type ${String(meta.scalarType)} are not supported`),
    );
  const [sizes, strides] = [numbersOnly(meta.sizes), numbersOnly(meta.strides)];
  const layout = sizes && strides && typeof meta.offset === 'number' && { sizes, strides, offset: meta.offset };
  const needed = layout ? storageElements(layout) : undefined;
  if (!layout || needed === undefined)
    throw new TinymlError(malformedModel(path, `tensor ${name} has sizes or strides that cannot be`));
  const count = elementCount(layout.sizes);
  if (!(count * 8 <= maximumBytes))
    throw new TinymlError(modelTooLarge(path, `tensor ${name}`, count * type.bytes, maximumBytes));
  if (needed * type.bytes > bytes.length)
    throw new TinymlError(
      inconsistentModel(
        path,
        `tensor ${name}`,
        `needs ${String(needed * type.bytes)} bytes, and ${String(bytes.length)} are stored`,
      ),
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = Array.from(stridedPlaces(layout), (place) => type.read(view, place * type.bytes, little));
  const { dtype, data } = storedElements(type, values);
  return { type: { dtype, shape: layout.sizes }, data };
};

/** The tensors that a list like weights/<model>_weights_config.json names. */
const storedIn = (path: string, file: string, folder: string, json: Json): readonly (readonly [string, Stored])[] => {
  const fields = openFields(path, file);
  return Object.entries(fields.object(json['config'], 'config')).map(([name, value]) => {
    const entry = fields.object(value, name);
    if (entry['use_pickle'] === true)
      throw new TinymlError(
        unsupportedModelFeature(path, `tensor ${name}`, 'it is stored as a pickled Python object, which is never run'),
      );
    return [
      name,
      {
        file: `${folder}/${fields.text(entry['path_name'], `${name}.path_name`)}`,
        meta: readTensorMeta(fields, entry['tensor_meta'], `${name}.tensor_meta`),
      },
    ];
  });
};

/** The parts of a .pt2 file that torch.export.save writes. @throws TinymlError */
export const openArchive = (path: string, bytes: Uint8Array): Archive => {
  const entries = new Map<string, ZipEntry>();
  const all = inModel(path, () => readZip(path, bytes));
  // All lies in one folder, which has the file's name of when it was saved.
  for (const entry of all) entries.set(entry.name.slice(entry.name.indexOf('/') + 1), entry);
  const part = (name: string): Uint8Array => {
    const entry = entries.get(name);
    if (entry === undefined) throw new TinymlError(inconsistentModel(path, name, 'the archive does not hold it'));
    const data = inModel(path, entry.read);
    if (data.length > maximumBytes) throw new TinymlError(modelTooLarge(path, name, data.length, maximumBytes));
    return data;
  };
  const text = (name: string): string => new TextDecoder().decode(part(name));
  const models = [...entries.keys()].filter((name) => /^models\/[^/]+\.json$/.test(name));
  const [model, another] = models;
  if (model === undefined) {
    const old = all.some(({ name }) => name.endsWith('serialized_exported_program.json'));
    const reason = old
      ? 'the file is of a layout that older versions of PyTorch wrote: export it again with a later one (2.15 is known to do)'
      : 'the archive holds no models/*.json: it is not what torch.export.save writes';
    throw new TinymlError(unsupportedModelVersion(path, reason));
  }
  if (another !== undefined)
    throw new TinymlError(unsupportedModelFeature(path, 'the archive', `it holds ${String(models.length)} models`));
  const little = !entries.has('byteorder') || text('byteorder').trim() !== 'big';
  const lists = [...entries.keys()].flatMap((file) => {
    const [, folder] = /^(data\/(?:weights|constants))\/[^/]+_config\.json$/.exec(file) ?? [];
    return folder === undefined ? [] : [[file, folder] as const];
  });
  const pickled = [...entries.keys()].find((name) => /^data\/(weights|constants)\/[^/]+\.pt$/.test(name));
  if (lists.length === 0 && pickled !== undefined)
    throw new TinymlError(
      unsupportedModelVersion(
        path,
        `${pickled} is a pickled Python object, which is never run: save the program with a later PyTorch (2.15 is known to do)`,
      ),
    );
  const stored = new Map(
    lists.flatMap(([file, folder]) => storedIn(path, file, folder, parseJson(path, file, text(file)))),
  );
  return {
    program: readProgram(path, model, parseJson(path, model, text(model))),
    stored(name) {
      const found = stored.get(name);
      if (found === undefined)
        throw new TinymlError(inconsistentModel(path, `tensor ${name}`, 'the archive does not hold it'));
      return tensorFrom(path, name, found.meta, part(found.file), little);
    },
  };
};
