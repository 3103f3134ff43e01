import { inflateSync } from 'node:zlib';
import { readDataspace, readDatatype } from './datatype.ts';
import { readNumbers } from './numbers.ts';
import { messageTypes, type Message } from './object-header.ts';
import { isUndefinedAddress, malformed, slice, spend, uint, unsupported, type Source } from './source.ts';
import { walkBTree1 } from './symbol-table.ts';

export interface Dataset {
  readonly shape: readonly number[];
  /** The elements in row-major order. */
  readonly values: Float64Array;
}

/** No tensor of a model for a microcontroller comes near this. */
const maximumElements = 2 ** 24;

/** Ids of the filters, in the order in which they were applied (specification IV.A.2.l). */
const readFilters = (source: Source, offset: number): readonly number[] => {
  const version = uint(source, offset, 1, 'a filter pipeline');
  const count = uint(source, offset + 1, 1, 'a filter pipeline');
  const ids: number[] = [];
  let at = offset + (version === 1 ? 8 : 2);
  for (let i = 0; i < count; i++) {
    const id = uint(source, at, 2, 'a filter');
    const named = version === 1 || id >= 256;
    const nameLength = named ? uint(source, at + 2, 2, 'a filter') : 0;
    const values = uint(source, at + (named ? 6 : 4), 2, 'a filter');
    at += (named ? 8 : 6) + (version === 1 ? Math.ceil(nameLength / 8) * 8 : nameLength) + 4 * values;
    if (version === 1 && values % 2 === 1) at += 4;
    ids.push(id);
  }
  return ids;
};

const unshuffle = (bytes: Uint8Array, width: number): Uint8Array => {
  const count = Math.floor(bytes.length / width);
  const result = new Uint8Array(bytes);
  for (let i = 0; i < count; i++) for (let k = 0; k < width; k++) result[i * width + k] = bytes[k * count + i] ?? 0;
  return result;
};

const undoFilters = (
  source: Source,
  stored: Uint8Array,
  filters: readonly number[],
  mask: number,
  width: number,
  size: number,
): Uint8Array => {
  let bytes = stored;
  for (let i = filters.length - 1; i >= 0; i--) {
    if ((mask & (1 << i)) !== 0) continue;
    const id = filters[i];
    if (id === 1) {
      try {
        bytes = inflateSync(bytes, { maxOutputLength: size + 4 });
      } catch {
        throw malformed(source, 'compressed data that cannot be inflated to its chunk');
      }
    } else if (id === 2) bytes = unshuffle(bytes, width);
    else if (id === 3) bytes = bytes.subarray(0, -4);
    else throw unsupported(source, `filter ${String(id)} is not supported`);
  }
  if (bytes.length !== size) throw malformed(source, `a chunk of ${String(bytes.length)} bytes, not ${String(size)}`);
  return bytes;
};

/** Puts every chunk's elements into its place in the whole array's bytes. */
const readChunks = (
  source: Source,
  layout: number,
  shape: readonly number[],
  width: number,
  filters: readonly number[],
): Uint8Array => {
  const rank = uint(source, layout + 2, 1, 'a data layout') - 1;
  if (rank !== shape.length || rank === 0) throw malformed(source, 'chunks of another rank than their dataset', layout);
  const tree = uint(source, layout + 3, 8, 'a data layout');
  const chunk = shape.map((_, i) => uint(source, layout + 11 + 4 * i, 4, 'a data layout'));
  const chunkSize = chunk.reduce((product, size) => product * size, width);
  if (chunkSize === 0 || chunkSize > maximumElements * 8) throw malformed(source, 'a chunk of impossible size', layout);
  const whole = new Uint8Array(shape.reduce((product, size) => product * size, width));
  if (isUndefinedAddress(tree)) return whole;
  let inflated = 0;
  walkBTree1(source, tree, 1, 8 + 8 * (rank + 1), (key, address) => {
    const stored = slice(source, address, uint(source, key, 4, 'a chunk'), 'a chunk');
    inflated += chunkSize;
    if (inflated > 4 * whole.length + chunkSize * 2 + 2 ** 20)
      throw malformed(source, 'more chunks than the dataset holds', key);
    const bytes = undoFilters(source, stored, filters, uint(source, key + 4, 4, 'a chunk'), width, chunkSize);
    const origin = shape.map((_, i) => uint(source, key + 8 + 8 * i, 8, 'a chunk'));
    copyChunk(whole, bytes, shape, chunk, origin, width);
  });
  return whole;
};

const copyChunk = (
  whole: Uint8Array,
  bytes: Uint8Array,
  shape: readonly number[],
  chunk: readonly number[],
  origin: readonly number[],
  width: number,
): void => {
  const last = shape.length - 1;
  const row = Math.min(chunk[last] ?? 0, (shape[last] ?? 0) - (origin[last] ?? 0));
  if (row <= 0) return;
  const copyRows = (axis: number, to: number, from: number): void => {
    if (axis === last) {
      const start = (to + (origin[last] ?? 0)) * width;
      whole.set(bytes.subarray(from * width, (from + row) * width), start);
      return;
    }
    for (let i = 0; i < (chunk[axis] ?? 0) && i + (origin[axis] ?? 0) < (shape[axis] ?? 0); i++)
      copyRows(axis + 1, (to + i + (origin[axis] ?? 0)) * (shape[axis + 1] ?? 1), (from + i) * (chunk[axis + 1] ?? 1));
  };
  copyRows(0, 0, 0);
};

/** The dataset with these header messages; undefined where they are a group's. */
export const readDataset = (source: Source, messages: readonly Message[]): Dataset | undefined => {
  const find = (type: number): number | undefined => messages.find((message) => message.type === type)?.offset;
  const [space, datatype, layout] = [messageTypes.dataspace, messageTypes.datatype, messageTypes.layout].map(find);
  if (space === undefined || datatype === undefined || layout === undefined) return undefined;
  const shape = readDataspace(source, space);
  const type = readDatatype(source, datatype);
  if (type.kind === 'string') throw unsupported(source, 'datasets of texts');
  const count = shape.reduce((product, size) => product * size, 1);
  if (!(count <= maximumElements)) throw malformed(source, `a dataset of [${shape.join(', ')}] elements`, space);
  spend(source, count * 8, 'a dataset');
  const version = uint(source, layout, 1, 'a data layout');
  if (version !== 3 && version !== 4) throw unsupported(source, `data layout version ${String(version)}`);
  const filtersAt = find(messageTypes.filters);
  const bytes = (): Uint8Array => {
    switch (uint(source, layout + 1, 1, 'a data layout')) {
      case 0: {
        const size = uint(source, layout + 2, 2, 'a data layout');
        if (size < count * type.size) throw malformed(source, 'a dataset that is larger than its data', layout);
        return slice(source, layout + 4, size, 'a dataset');
      }
      case 1: {
        const address = uint(source, layout + 2, 8, 'a data layout');
        if (isUndefinedAddress(address)) {
          if (count * type.size > source.bytes.length) throw malformed(source, 'a dataset without data', layout);
          return new Uint8Array(count * type.size);
        }
        return slice(source, address, count * type.size, 'a dataset');
      }
      case 2:
        if (version === 4) throw unsupported(source, 'chunks as HDF5 1.10 stores them; save with libver="earliest"');
        return readChunks(
          source,
          layout,
          shape,
          type.size,
          filtersAt === undefined ? [] : readFilters(source, filtersAt),
        );
      default:
        throw unsupported(source, 'virtual datasets');
    }
  };
  return { shape, values: readNumbers(type, bytes(), count) };
};
