import { type Json, LayerError, none, padding, pair, single } from './config.ts';
import type { LayerCall, LayerKind } from './layer.ts';

type PoolName = 'max_pool_2d' | 'average_pool_2d';

const rankOf = (call: LayerCall, rank: number): readonly number[] => {
  const { shape } = call.typeOf(call.input());
  if (shape.length !== rank) throw new LayerError(`its input does not have ${String(rank)} dimensions`);
  return shape;
};

const checkPool = (config: Json): void => {
  padding(config);
  pair(config, 'pool_size', [2, 2]);
};

/** `strides` default to `pool_size`. */
export const pool2d = (op: PoolName): LayerKind => ({
  check: checkPool,
  build: (call) => {
    const filter = pair(call.config, 'pool_size', [2, 2]);
    const strides = pair(call.config, 'strides', filter);
    return call.emit(op, { padding: padding(call.config), strides, filter, activation: none }, [call.input()]);
  },
});

/** [n, l, c] → [n, 1, l, c] → pool → [n, l', c]. */
export const pool1d = (op: PoolName): LayerKind => ({
  check: padding,
  build: (call) => {
    const [n = 1, length = 0, channels = 0] = rankOf(call, 3);
    const size = single(call.config, 'pool_size', 2);
    const stride = single(call.config, 'strides', size);
    const image = call.emit('reshape', { newShape: [n, 1, length, channels] }, [call.input()], 'image');
    const attrs = { padding: padding(call.config), strides: [1, stride], filter: [1, size], activation: none } as const;
    const pooled = call.emit(op, attrs, [image], 'pool');
    const [, , steps = 0] = call.typeOf(pooled).shape;
    return call.emit('reshape', { newShape: [n, steps, channels] }, [pooled], 'row');
  },
});

/** The mean over every spatial axis. */
export const globalAverage = (spatial: readonly number[]): LayerKind => ({
  build: (call) => {
    rankOf(call, spatial.length + 2);
    const axes = call.ints('axes', [spatial.length], spatial);
    return call.emit('mean', { keepDims: call.config['keepdims'] === true }, [call.input(), axes]);
  },
});

export const globalMax2d: LayerKind = {
  build: (call) => {
    const [n = 1, height = 1, width = 1, channels = 1] = rankOf(call, 4);
    const size = [height, width] as const;
    const pooled = call.emit('max_pool_2d', { padding: 'valid', strides: size, filter: size, activation: none }, [
      call.input(),
    ]);
    if (call.config['keepdims'] === true) return pooled;
    return call.emit('reshape', { newShape: [n, channels] }, [pooled], 'flat');
  },
};
