import type { KerasEntry, LayerKind, Rank } from '@tinyml/formats';

const mean: LayerKind = {
  build: (call) => {
    const { x, axes, keepDims } = call.given.reduction();
    return call.emit('mean', { keepDims }, [x, call.ints('axes', [axes.length], axes)], 'mean');
  },
};

/** The mean over every spatial axis. */
const global = (rank: Rank): LayerKind => ({
  build: (call) => {
    const x = call.asImage(rank);
    call.imageShape(x);
    const keepDims = call.options.config['keepdims'] === true;
    const result = call.emit('mean', { keepDims }, [x, call.ints('axes', [2], [1, 2])]);
    return keepDims ? call.asSeries(rank, result) : result;
  },
});

export const keras: KerasEntry = {
  layers: { GlobalAveragePooling1D: global(1), GlobalAveragePooling2D: global(2) },
  operations: { mean, reduce_mean: mean },
  described: () => ({
    'global-average-pool': { className: 'GlobalAveragePooling2D', summary: 'mean of each channel', options: {} },
    'global-average-pool1d': {
      className: 'GlobalAveragePooling1D',
      summary: 'mean of each channel of a sequence',
      options: {},
    },
  }),
};
