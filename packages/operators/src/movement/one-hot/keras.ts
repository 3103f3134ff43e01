import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    /** tf.one_hot(indices, depth, on_value, off_value, axis), keras.ops.one_hot(x, num_classes, axis) */
    one_hot: {
      build: (call) => {
        const { given, keras: major } = call;
        const depth = given.number(given.argument(1, 'depth', 'num_classes'), 'the number of classes');
        const number = (position: number, name: string, fallback: number): number =>
          major === 2 ? given.number(given.argument(position, name), name, fallback) : fallback;
        const axis = given.number(given.argument(major === 2 ? 4 : 2, 'axis'), 'axis', -1);
        const operands = [
          given.value(given.argument(0, 'indices', 'x'), 'indices', 'int32'),
          call.ints('depth', [], [depth]),
          call.floats('on', [], [number(2, 'on_value', 1)]),
          call.floats('off', [], [number(3, 'off_value', 0)]),
        ];
        return call.emit('one_hot', { axis }, operands, 'one_hot');
      },
    },
  },
};
