import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerKind, Rank } from '@tinyml/formats';

const mean: LayerKind = {
  build: (call) => {
    const { x, axes, keepDims } = call.given.reduction();
    return call.emit('mean', { keepDims }, [x, call.ints('axes', [axes.length], axes)], 'mean');
  },
};

/** The mean over the steps [n, t, c] that a mask [n, t] counts. */
const maskedMean = (call: LayerCall, x: ValueId, mask: ValueId): ValueId => {
  const { cast, div, mul, reduce } = call.formula;
  const [n = 1, steps = 1] = call.typeOf(mask).shape;
  const column = call.view(cast(mask, 'float32'), [n, steps, 1], 'column');
  const keepDims = call.options.config['keepdims'] === true;
  return div(reduce('sum', mul(x, column), [1], keepDims), reduce('sum', column, [1], keepDims));
};

/** The mean over every spatial axis. */
const global = (rank: Rank): LayerKind => ({
  takes: ['mask'],
  build: (call) => {
    const mask = rank === 1 ? call.maskOf(call.input()) : undefined;
    if (mask !== undefined) return maskedMean(call, call.input(), mask);
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
