import type { KerasEntry, LayerKind } from '@tinyml/formats';

/** The angle of the point (x, y): tf.atan2(y, x), keras.ops.arctan2(x1, x2) with y first. */
const angle: LayerKind = {
  pointwise: true,
  build: (call) => {
    const [first, second] = call.keras === 3 ? ['x1', 'x2'] : ['y', 'x'];
    const operands = [
      call.given.value(call.given.argument(0, first), 'y'),
      call.given.value(call.given.argument(1, second), 'x'),
    ];
    return call.emit('atan2', {}, operands, 'atan2');
  },
};

export const keras: KerasEntry = { operations: { arctan2: angle, atan2: angle } };
