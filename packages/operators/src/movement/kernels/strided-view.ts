import type { CValue, StridedView } from '@tinyml/core';

const rank = 5;

/** Dimensions of a `tml_deep_view` beside those of the view that it holds. */
const outerRank = 7;

type Dimension = readonly [count: number, stride: number];

/** The same elements in the same order with as few dimensions as possible. */
const merged = (view: StridedView): readonly Dimension[] => {
  const result: [number, number][] = [];
  view.shape.forEach((count, axis) => {
    const stride = view.strides[axis] ?? 0;
    if (count === 1) return;
    const last = result.at(-1);
    if (last !== undefined && last[1] === stride * count) {
      last[0] *= count;
      last[1] = stride;
    } else result.push([count, stride]);
  });
  return result.length === 0 ? [[1, 1]] : result;
};

/** Why a view does not fit a `tml_view`, or undefined. */
export const viewProblem = (view: StridedView): string | undefined =>
  merged(view).length > rank ? `moves elements along more than ${String(rank)} dimensions` : undefined;

/** Why a view needs no `tml_deep_view`, or does not fit one; undefined where it does. */
export const deepViewProblem = (view: StridedView): string | undefined => {
  const { length } = merged(view);
  if (length <= rank) return `moves elements along more than ${String(rank)} dimensions`;
  return length > rank + outerRank ? `moves elements along at most ${String(rank + outerRank)} dimensions` : undefined;
};

const counts = (dimensions: readonly Dimension[]): readonly number[] => dimensions.map(([count]) => count);
const strides = (dimensions: readonly Dimension[]): readonly number[] => dimensions.map(([, stride]) => stride);

/** A view as the fields of the C struct `tml_deep_view`. */
export const deepViewFields = (view: StridedView): Readonly<Record<string, CValue>> => {
  const dimensions: Dimension[] = [...merged(view)];
  while (dimensions.length < rank + outerRank) dimensions.unshift([1, 0]);
  const [outer, inner] = [dimensions.slice(0, outerRank), dimensions.slice(outerRank)];
  return {
    inner: { fields: { count: counts(inner), stride: strides(inner), start: view.start } },
    outer_count: counts(outer),
    outer_stride: strides(outer),
  };
};

/** A view as the fields of the C struct `tml_view`. The last stride of a view of contiguous rows is 1. */
export const viewFields = (view: StridedView, contiguousRows = false): Readonly<Record<string, CValue>> => {
  const dimensions = [...merged(view)];
  if (contiguousRows && dimensions.at(-1)?.[1] !== 1) dimensions.push([1, 1]);
  while (dimensions.length < rank) dimensions.unshift([1, 0]);
  return { count: counts(dimensions), stride: strides(dimensions), start: view.start };
};

/** The elements that a view moves in its innermost loop, and how far they are apart. */
export const innerRun = (view: StridedView): { readonly count: number; readonly stride: number } => {
  const [count, stride] = merged(view).at(-1) ?? [1, 1];
  return { count, stride };
};

/** [blocks, columns, rows] as a view of [blocks, rows, columns]; undefined where a view is anything else. */
export const matricesOf = (
  view: StridedView,
): { readonly blocks: number; readonly rows: number; readonly columns: number } | undefined => {
  const dimensions = merged(view);
  if (dimensions.length !== 2 && dimensions.length !== 3) return undefined;
  const [[columns, along], [rows, across]] = dimensions.slice(-2) as [Dimension, Dimension];
  const [blocks, apart] = dimensions.length === 3 ? (dimensions[0] as Dimension) : [1, rows * columns];
  const plain = along === 1 && across === columns && apart === rows * columns && view.start === 0;
  return plain ? { blocks, rows, columns } : undefined;
};
