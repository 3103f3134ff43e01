import type { WeightEncoding } from '@tinyml/core';
import type { StoredSizes } from './storage.ts';

/** A layer's filter and what became of it. */
export interface CompressedLayer {
  readonly node: string;
  readonly op: string;
  /** Of the filter before values were shared or rounded to four bits. */
  readonly before: StoredSizes;
  readonly after: StoredSizes;
  readonly encoding: WeightEncoding | undefined;
  readonly bytes: number;
}

const columns = [
  'layer',
  'elements',
  'zeros',
  'values',
  'float',
  'int8',
  'sparse',
  'indexed',
  'coded',
  'packed4',
  'stored as',
  'bytes',
];

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

const rowOf = ({ after, bytes, encoding, node }: CompressedLayer): readonly string[] => [
  node,
  String(after.elements),
  percent(after.zeros, after.elements),
  String(after.distinct),
  String(after.float),
  String(after.raw),
  String(after.sparse),
  String(after.indexed),
  String(after.coded),
  after.packed4 === null ? '-' : String(after.packed4),
  encoding ?? 'int8',
  String(bytes),
];

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => (row[i] as string).length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
};

const sum = (layers: readonly CompressedLayer[], of: (layer: CompressedLayer) => number): number =>
  layers.reduce((total, layer) => total + of(layer), 0);

/** Bytes of all filters, in each form. */
export const totals = (layers: readonly CompressedLayer[]) => ({
  filterBytesFloat: sum(layers, ({ after }) => after.float),
  filterBytesInt8: sum(layers, ({ after }) => after.raw),
  filterBytesSparse: sum(layers, ({ after }) => after.sparse),
  filterBytesIndexed: sum(layers, ({ after }) => after.indexed),
  filterBytesCoded: sum(layers, ({ after }) => after.coded),
  filterBytes: sum(layers, ({ bytes }) => bytes),
});

/** Bytes of every filter in every form: text for people. Tables of codes and values are counted with their filter. */
export const sizeReport = (layers: readonly CompressedLayer[]): string => {
  const { filterBytes, filterBytesFloat } = totals(layers);
  return `${table([columns, ...layers.map(rowOf)])}\n${String(filterBytesFloat)} B as float32, ${String(filterBytes)} B as stored: ${(filterBytesFloat / filterBytes).toFixed(1)} times fewer\n`;
};
