import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind, Pair, Rank } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

/** The mean or the maximum of windows that are all alike, and along an axis. */
interface Pooling {
  readonly windows: (call: LayerCall, x: ValueId, filter: Pair) => ValueId;
  readonly along: (call: LayerCall, x: ValueId, axis: number) => ValueId;
}

const attrsOf = (filter: Pair) => ({ padding: 'valid', strides: filter, filter, activation: 'none' }) as const;

const average: Pooling = {
  windows: (call, x, filter) => call.emit('average_pool_2d', attrsOf(filter), [x]),
  along: (call, x, axis) => call.formula.reduce('mean', x, [axis]),
};

const maximum: Pooling = {
  windows: (call, x, filter) => call.emit('max_pool_2d', attrsOf(filter), [x]),
  along: (call, x, axis) => call.formula.reduce('reduce_max', x, [axis]),
};

/** The pieces along an axis into which `count` parts divide it, neighbours overlapping where it does not divide evenly, one by one. */
const pieces = (call: LayerCall, x: ValueId, axis: number, count: number, { along }: Pooling): ValueId => {
  const size = call.typeOf(x).shape[axis] ?? 1;
  const { concatenate, part } = call.formula;
  const parts = Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * size) / count);
    return along(call, part(x, axis, start, Math.ceil(((i + 1) * size) / count) - start), axis);
  });
  return concatenate(parts, axis);
};

const sizesOf = (call: LayerCall, rank: Rank): readonly [number, number] =>
  call.options.perAxis('output_size', rank, 1);

/** Pooling to a size: in one window for each result where they are all alike. */
const adaptive = (rank: Rank, pooling: Pooling): LayerKind => ({
  check: (options) => options.perAxis('output_size', rank, 1),
  build: (call) => {
    const x = call.asImage(rank);
    const [, rows, columns] = call.imageShape(x);
    const [height, width] = sizesOf(call, rank);
    if (height > rows || width > columns)
      throw call.options.problem('pools to more than its input has', 'use UpSampling or Resizing to enlarge');
    if (rows % height === 0 && columns % width === 0)
      return call.asSeries(rank, pooling.windows(call, x, [rows / height, columns / width]));
    return call.asSeries(rank, pieces(call, pieces(call, x, 1, height, pooling), 2, width, pooling));
  },
});

export const adaptivePooling: KerasEntry = {
  layers: {
    AdaptiveAveragePooling1D: adaptive(1, average),
    AdaptiveAveragePooling2D: adaptive(2, average),
    AdaptiveMaxPooling1D: adaptive(1, maximum),
    AdaptiveMaxPooling2D: adaptive(2, maximum),
  },
};
