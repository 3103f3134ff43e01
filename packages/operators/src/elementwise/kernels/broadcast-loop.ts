import { broadcastStrides, type CValue, type PackedConstant, type Shape } from '@tinyml/core';

/** `rows` runs of `count` elements over two operands; see tml_broadcast.h. `outer` has three numbers a dimension. */
export interface BroadcastLoop {
  readonly rows: number;
  readonly count: number;
  readonly aStride: number;
  readonly bStride: number;
  readonly outer: readonly number[];
}

interface Dimension {
  readonly size: number;
  readonly a: number;
  readonly b: number;
}

/** Dimensions that the runs can be nested over, beside the run itself. */
export const greatestOuterDimensions = 4;

/** Dimensions, outermost first, with those that both operands walk through as one merged into one. */
const merged = (a: Shape, b: Shape, result: Shape): readonly Dimension[] => {
  const aStrides = broadcastStrides(a, result);
  const bStrides = broadcastStrides(b, result);
  const dimensions: Dimension[] = [];
  result.forEach((size, i) => {
    if (size === 1) return;
    const next: Dimension = { size, a: aStrides[i] as number, b: bStrides[i] as number };
    const last = dimensions.at(-1);
    if (last !== undefined && last.a === next.a * size && last.b === next.b * size) {
      dimensions[dimensions.length - 1] = { ...next, size: last.size * size };
    } else dimensions.push(next);
  });
  return dimensions;
};

/** The loop over `result`, to which `a` and `b` are broadcast. Same shapes and scalars give a single run. */
export const broadcastLoop = (a: Shape, b: Shape, result: Shape): BroadcastLoop => {
  const dimensions = merged(a, b, result);
  const inner = dimensions.at(-1) ?? { size: 1, a: 1, b: 1 };
  const outside = dimensions.slice(0, -1).reverse();
  let [aBack, bBack] = [0, 0];
  const outer = outside.flatMap(({ size, a: aStride, b: bStride }) => {
    const steps = [size, aStride - aBack, bStride - bBack];
    aBack += (size - 1) * aStride;
    bBack += (size - 1) * bStride;
    return steps;
  });
  const rows = outside.reduce((product, { size }) => product * size, 1);
  // Without elements there is no run to nest.
  if (rows * inner.size === 0) return { rows: 1, count: 0, aStride: 1, bStride: 1, outer: [] };
  return { rows, count: inner.size, aStride: inner.a, bStride: inner.b, outer };
};

/** The loop as the C struct `tml_broadcast`, with the constant that it points to. */
export const broadcastFields = (
  loop: BroadcastLoop,
): { readonly value: CValue; readonly constants: readonly PackedConstant[] } => ({
  value: {
    fields: {
      rows: loop.rows,
      count: loop.count,
      a_stride: loop.aStride,
      b_stride: loop.bStride,
      outer: { c: loop.outer.length === 0 ? 'NULL' : '@outer' },
    },
  },
  constants: loop.outer.length === 0 ? [] : [{ name: 'outer', ctype: 'int32_t', values: loop.outer }],
});
