import { readTable, type FlatFile } from './decode.ts';
import type { TableFields } from './fields.ts';
import type { Decoded, TableRef } from './tables.ts';

/** The vectors that segments and indices may be stored in, by their number in the union SparseIndexVector. */
const vectors: Readonly<Record<number, TableFields>> = {
  1: { values: [0, '[int32]'] },
  2: { values: [0, '[uint16]'] },
  3: { values: [0, '[uint8]'] },
};

const indicesOf = (file: FlatFile, type: number, table: TableRef | undefined): ArrayLike<number> => {
  const fields = vectors[type];
  if (fields === undefined || table === undefined) return [];
  const { values } = readTable(file, fields, table.position, 'the indices of a sparse tensor');
  return (values as ArrayLike<number> | undefined) ?? [];
};

/** One level of the tree that a sparse tensor is: every position of its dimension, or those that `indices` names. */
type Level =
  | { readonly size: number }
  | { readonly size: number; readonly segments: ArrayLike<number>; readonly indices: ArrayLike<number> };

interface Dimension {
  readonly level: Level;
  /** Elements of the dense tensor between two positions. */
  readonly stride: number;
}

/** Elements of the dense tensor between neighbours along each axis. */
const stridesOf = (shape: readonly number[]): readonly number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));

/** The levels in the order in which they are walked; or what is wrong with them. */
const dimensionsOf = (
  file: FlatFile,
  { blockMap = [], dimMetadata = [], traversalOrder = [] }: Decoded<'SparsityParameters'>,
  shape: readonly number[],
): readonly Dimension[] | string => {
  const rank = shape.length;
  const order = [...traversalOrder].sort((a, b) => a - b);
  if (
    order.length !== rank + blockMap.length ||
    order.length !== dimMetadata.length ||
    order.some((axis, i) => axis !== i)
  )
    return 'its traversal order is not one of its dimensions and blocks';
  if (blockMap.some((axis) => axis < 0 || axis >= rank) || new Set(blockMap).size !== blockMap.length)
    return 'its blocks are not of its dimensions';
  const metadataOf = (axis: number): Decoded<'DimensionMetadata'> | undefined =>
    dimMetadata[traversalOrder.indexOf(axis)];
  const blockSizes = blockMap.map((_, block) => metadataOf(rank + block)?.denseSize ?? 0);
  const strides = stridesOf(shape);
  const sizeOf = (axis: number): number => {
    const block = blockMap.indexOf(axis);
    return block < 0 ? (shape[axis] ?? 0) : (shape[axis] ?? 0) / (blockSizes[block] ?? 1);
  };
  const dimensions = traversalOrder.map((axis): Dimension | undefined => {
    const metadata = metadataOf(axis);
    const block = axis - rank;
    const within = block >= 0;
    const size = within ? (blockSizes[block] ?? 0) : sizeOf(axis);
    const own = within ? (strides[blockMap[block] ?? 0] ?? 0) : (strides[axis] ?? 0);
    const stride = within ? own : own * (blockSizes[blockMap.indexOf(axis)] ?? 1);
    if (metadata === undefined || !Number.isInteger(size) || size <= 0) return undefined;
    if (metadata.format === 0) return metadata.denseSize === size ? { level: { size }, stride } : undefined;
    const segments = indicesOf(file, metadata.arraySegmentsType, metadata.arraySegments);
    const indices = indicesOf(file, metadata.arrayIndicesType, metadata.arrayIndices);
    return { level: { size, segments, indices }, stride };
  });
  return dimensions.every((dimension) => dimension !== undefined) ? dimensions : 'its sizes do not fit its shape';
};

/** For each stored value where it stands in the dense tensor; undefined where segments and indices contradict each other. */
const placesOf = (dimensions: readonly Dimension[]): readonly number[] | undefined => {
  let nodes: readonly number[] = [0];
  for (const { level, stride } of dimensions) {
    const next: number[] = [];
    for (const [position, at] of nodes.entries()) {
      if (!('segments' in level)) {
        for (let i = 0; i < level.size; i += 1) next.push(at + i * stride);
        continue;
      }
      const [from = -1, to = -1] = [level.segments[position], level.segments[position + 1]];
      if (from < 0 || to < from || to > level.indices.length || from !== next.length) return undefined;
      for (let i = from; i < to; i += 1) {
        const index = level.indices[i] ?? -1;
        if (index < 0 || index >= level.size) return undefined;
        next.push(at + index * stride);
      }
    }
    nodes = next;
  }
  return nodes;
};

/**
 * The bytes of a sparse constant as a dense one: what it does not store is 0. `width`: bytes of an element. Values are stored in the
 * order of a walk through a tree with a level for each dimension, and after them for each dimension of the blocks (TACO's formats dense and
 * compressed). Source: the comments of SparsityParameters in tensorflow/compiler/mlir/lite/schema/schema.fbs.
 * @returns what is wrong with it instead
 */
export const denseBytes = (
  file: FlatFile,
  sparsity: Decoded<'SparsityParameters'>,
  shape: readonly number[],
  stored: Uint8Array,
  width: number,
): Uint8Array | string => {
  const dimensions = dimensionsOf(file, sparsity, shape);
  if (typeof dimensions === 'string') return dimensions;
  const places = placesOf(dimensions);
  if (places === undefined) return 'its segments and indices contradict each other';
  if (places.length * width !== stored.length)
    return `it has ${String(stored.length / width)} values for ${String(places.length)} places`;
  const bytes = new Uint8Array(shape.reduce((product, size) => product * size, width));
  places.forEach((place, i) => {
    bytes.set(stored.subarray(i * width, (i + 1) * width), place * width);
  });
  return bytes;
};
