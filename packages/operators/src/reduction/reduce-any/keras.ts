import type { KerasEntry, LayerKind } from '@tinyml/formats';

const fold: LayerKind = {
  build: (call) => {
    const { x, axes, keepDims } = call.given.reduction();
    return call.emit('reduce_any', { keepDims }, [x, call.ints('axes', [axes.length], axes)]);
  },
};

export const keras: KerasEntry = { operations: { any: fold, reduce_any: fold } };
