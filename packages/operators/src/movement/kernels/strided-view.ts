import type { CValue, StridedView } from '@tinyml/core';

const rank = 5;

/** The same elements in the same order with as few dimensions as possible. */
const merged = (view: StridedView): readonly (readonly [count: number, stride: number])[] => {
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

/** A view as the C struct `tml_view`. The last stride of a view of contiguous rows is 1. */
export const viewStruct = (view: StridedView, contiguousRows = false): CValue => {
  const dimensions = [...merged(view)];
  if (contiguousRows && dimensions.at(-1)?.[1] !== 1) dimensions.push([1, 1]);
  while (dimensions.length < rank) dimensions.unshift([1, 0]);
  return {
    fields: {
      count: dimensions.map(([count]) => count),
      stride: dimensions.map(([, stride]) => stride),
      start: view.start,
    },
  };
};

/** The elements that a view moves in its innermost loop, and how far they are apart. */
export const innerRun = (view: StridedView): { readonly count: number; readonly stride: number } => {
  const [count, stride] = merged(view).at(-1) ?? [1, 1];
  return { count, stride };
};
