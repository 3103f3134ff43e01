import type { KerasEntry, LayerKind } from '@tinyml/formats';

const fold: LayerKind = {
  build: (call) => {
    const { x, axes, keepDims } = call.given.reduction();
    return call.emit('reduce_all', { keepDims }, [x, call.ints('axes', [axes.length], axes)]);
  },
};

export const keras: KerasEntry = { operations: { all: fold, reduce_all: fold } };
