import type { KerasEntry, LayerKind, Rank } from '@tinyml/formats';
import { describedPooling, poolingLayer, poolingOperation } from '../keras-pooling.ts';

const operation = poolingOperation('max_pool_2d');

/** One window over the whole. */
const global = (rank: Rank): LayerKind => ({
  build: (call) => {
    const x = call.asImage(rank);
    const [n, height, width, channels] = call.imageShape(x);
    const size = [height, width] as const;
    const pooled = call.emit('max_pool_2d', { padding: 'valid', strides: size, filter: size, activation: 'none' }, [x]);
    if (call.options.config['keepdims'] !== true) return call.view(pooled, [n, channels], 'flat');
    return call.asSeries(rank, pooled);
  },
});

export const keras: KerasEntry = {
  layers: {
    GlobalMaxPooling1D: global(1),
    GlobalMaxPooling2D: global(2),
    MaxPooling1D: poolingLayer('max_pool_2d', 1),
    MaxPooling2D: poolingLayer('max_pool_2d', 2),
  },
  operations: { max_pool: operation, max_pool1d: operation, max_pool2d: operation },
  described: (option) => ({
    'global-max-pool': { className: 'GlobalMaxPooling2D', summary: 'maximum of each channel', options: {} },
    'max-pool': describedPooling(option, 'MaxPooling2D', 'maximum of each window', 2),
    'max-pool1d': describedPooling(option, 'MaxPooling1D', 'maximum of each window of a sequence', 1),
  }),
};
