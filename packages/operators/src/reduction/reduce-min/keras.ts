import type { KerasEntry, LayerKind } from '@tinyml/formats';

const fold: LayerKind = {
  build: (call) => {
    const { x, axes, keepDims } = call.given.reduction();
    return call.emit('reduce_min', { keepDims }, [x, call.ints('axes', [axes.length], axes)]);
  },
};

export const keras: KerasEntry = {
  operations: { amin: fold, min: fold, reduce_min: fold },
};
