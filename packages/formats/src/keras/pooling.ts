import type { ValueId } from '@tinyml/core';
import { none, padding } from './config.ts';
import type { LayerCall, LayerKind } from './layer.ts';
import { inputImage, seriesOf } from './series.ts';
import { imageShape } from './shaping.ts';
import { perAxis, type Rank } from './windows.ts';

type PoolName = 'max_pool_2d' | 'average_pool_2d';

/** The input as an image, and its shape. */
const imageIn = (call: LayerCall, rank: Rank): readonly [ValueId, readonly [number, number, number, number]] => {
  if (rank === 2) return [call.input(), imageShape(call)];
  const [image, [n, length, channels]] = inputImage(call);
  return [image, [n, 1, length, channels]];
};

/** `strides` default to `pool_size`. */
export const pool = (op: PoolName, rank: Rank): LayerKind => ({
  check: (config) => [padding(config), perAxis(config, 'pool_size', rank, 2)],
  build: (call) => {
    const filter = perAxis(call.config, 'pool_size', rank, 2);
    const own = call.config['strides'] ?? undefined;
    const strides = own === undefined ? filter : perAxis(call.config, 'strides', rank, 2);
    const [x] = imageIn(call, rank);
    const pooled = call.emit(op, { padding: padding(call.config), strides, filter, activation: none }, [x]);
    return rank === 1 ? seriesOf(call, pooled) : pooled;
  },
});

/** The mean over every spatial axis. */
export const globalAverage = (rank: Rank): LayerKind => ({
  build: (call) => {
    const [x] = imageIn(call, rank);
    const keepDims = call.config['keepdims'] === true;
    const mean = call.emit('mean', { keepDims }, [x, call.ints('axes', [2], [1, 2])]);
    return keepDims && rank === 1 ? seriesOf(call, mean) : mean;
  },
});

/** One window over the whole. */
export const globalMax = (rank: Rank): LayerKind => ({
  build: (call) => {
    const [x, [n, height, width, channels]] = imageIn(call, rank);
    const size = [height, width] as const;
    const pooled = call.emit('max_pool_2d', { padding: 'valid', strides: size, filter: size, activation: none }, [x]);
    if (call.config['keepdims'] !== true) return call.view(pooled, [n, channels], 'flat');
    return rank === 1 ? seriesOf(call, pooled) : pooled;
  },
});
