import type { Padding, Shape } from '@tinyml/core';
import type { SplitKind } from './choose-layers.ts';
import { convolutionOf, type Convolution } from './convolution.ts';
import { keptEnergy, type Decompose } from './low-rank.ts';
import type { Split } from './split.ts';

/** The padding's part along one axis; the other axis has a filter of one tap, which needs none. */
const along = (axis: 'height' | 'width', padding: Padding): Padding => {
  if (typeof padding === 'string') return padding;
  const [top, bottom, left, right] = padding;
  return axis === 'height' ? [top, bottom, 0, 0] : [0, 0, left, right];
};

/**
 * conv_2d as a conv_2d of height×1 with `rank` results and one of 1×width that follows it: one singular value decomposition of
 * the filter, read as a matrix of (y, input) by (x, output). Jaderberg et al., Speeding up Convolutional Neural
 * Networks with Low Rank Expansions, 2014, scheme 2. `weights` has `shape` [outputs, height, width, inputs].
 */
const oneDimensional = (
  { op, attrs }: Convolution,
  weights: ArrayLike<number>,
  shape: Shape,
  decompose: Decompose,
): Split => {
  const [outputs, height, width, inputs] = shape as [number, number, number, number];
  const [rows, columns] = [height * inputs, width * outputs];
  const matrix = decompose(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, (_, k) => {
      const [row, column] = [Math.floor(k / columns), k % columns];
      const [y, i] = [Math.floor(row / inputs), row % inputs];
      const [x, o] = [Math.floor(column / outputs), column % outputs];
      return weights[((o * height + y) * width + x) * inputs + i] ?? 0;
    }),
  );
  const { padding, strides, dilations } = attrs;
  return {
    fullRank: Math.min(rows, columns),
    kept: (rank) => keptEnergy([matrix], rank),
    parts: (rank) => [
      {
        op,
        attrs: {
          ...attrs,
          padding: along('height', padding),
          strides: [strides[0], 1],
          dilations: [dilations[0], 1],
          activation: 'none',
        },
        weightShape: [rank, height, 1, inputs],
        weights() {
          const left = matrix.left(rank);
          return Float64Array.from(
            { length: rank * rows },
            (_, k) => left[(k % rows) * rank + Math.floor(k / rows)] ?? 0,
          );
        },
      },
      {
        op,
        attrs: {
          ...attrs,
          padding: along('width', padding),
          strides: [1, strides[1]],
          dilations: [1, dilations[1]],
        },
        weightShape: [outputs, 1, width, rank],
        weights() {
          const right = matrix.right(rank);
          return Float64Array.from({ length: outputs * width * rank }, (_, k) => {
            const [o, x, r] = [Math.floor(k / (width * rank)), Math.floor(k / rank) % width, k % rank];
            return right[r * columns + x * outputs + o] ?? 0;
          });
        },
      },
    ],
  };
};

export const factorization: SplitKind<Convolution> = {
  pass: 'factorize-convolutions',
  layers: 'conv_2d',
  firstSuffix: 'vertical',
  layerOf: convolutionOf,
  unfit: (_graph, _node, [, height = 1, width = 1]) =>
    height === 1 || width === 1 ? `its filter is ${String(height)}×${String(width)} already` : undefined,
  split: oneDimensional,
};
