import type { KerasEntry, LayerKind } from '@tinyml/formats';

/** tf.scatter_nd(indices, updates, shape), keras.ops.scatter(indices, values, shape) */
const scatter: LayerKind = {
  build: (call) => {
    const { given } = call;
    const shape = given.integers(given.argument(2, 'shape'), 'the shape');
    const operands = [
      given.value(given.argument(0, 'indices'), 'indices', 'int32'),
      given.value(given.argument(1, 'updates', 'values'), 'updates'),
      call.ints('shape', [shape.length], shape),
    ];
    return call.emit('scatter_nd', {}, operands, 'scatter');
  },
};

export const keras: KerasEntry = { operations: { scatter, scatter_nd: scatter } };
