import type { Layer } from './network.ts';

/** Part of a layer in which variables are stored; their roles begin with `prefix`. */
export interface Part {
  readonly prefix: string;
  /** Where Keras 3's layout may have it, within the layer's folder. */
  readonly folders: readonly (readonly string[])[];
  /** The layer within, or this one. */
  readonly layer: Layer;
}

/** What a wrapper runs its layer in. */
export const directions = ['forward', 'backward'] as const;

export type Direction = (typeof directions)[number];

/** The layer that a wrapper for both directions runs in one of them, without its turn of direction. */
export const directed = ({ inner, backward }: Layer, direction: Direction): Layer | undefined =>
  direction === 'backward' ? (backward ?? inner) : inner;

/** What wrappers wrap, down to a layer that wraps none; a wrapper for both directions is such a layer itself. */
export const innermost = (layer: Layer): Layer =>
  layer.inner === undefined || layer.className === 'Bidirectional' ? layer : innermost(layer.inner);

/** Classes that Keras exports under another name than they have in its code, after which it names groups. */
const inCode: ReadonlyMap<string, string> = new Map([['GroupQueryAttention', 'GroupedQueryAttention']]);

/** `Conv2D` → `conv2d`, `BatchNormalization` → `batch_normalization`, as Keras 3 names its groups. */
export const snakeCase = (name: string): string =>
  (inCode.get(name) ?? name)
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

export const numberedName = (base: string, number: number): string =>
  number === 0 ? base : `${base}_${String(number)}`;

const cellFolders = (cells: readonly Layer[]): readonly (readonly string[])[] =>
  cells.map((cell, i) => {
    if (cells.length === 1) return ['cell'];
    const before = cells.slice(0, i).filter(({ className }) => className === cell.className).length;
    return ['cell', 'cells', numberedName(snakeCase(cell.className), before)];
  });

/** The parts of a layer that wraps none. */
export const partsOf = (layer: Layer): readonly Part[] => {
  if (layer.className === 'Bidirectional')
    return directions.flatMap((direction) => {
      const own = directed(layer, direction);
      return (own === undefined ? [] : partsOf(own)).map(({ prefix, folders, layer: within }) => ({
        prefix: `${direction}_${prefix}`,
        folders: folders.map((folder) => [`${direction}_layer`, ...folder]),
        layer: within,
      }));
    });
  const { cells } = layer;
  if (cells !== undefined) {
    const folders = cellFolders(cells);
    return cells.map((cell, i) => ({ prefix: cellPrefix(i), folders: [folders[i] ?? []], layer: cell }));
  }
  const parts = layer.kind?.parts;
  if (parts === undefined) return [{ prefix: '', folders: [['cell'], []], layer }];
  return parts.map(({ prefix, folders }) => ({ prefix, folders: folders.map((folder) => [folder]), layer }));
};

/** What roles of a cell's variables begin with. */
export const cellPrefix = (index: number): string => `cell${String(index)}_`;
