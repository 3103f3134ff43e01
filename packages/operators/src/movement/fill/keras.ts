import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    fill: {
      build: (call) => {
        const { given } = call;
        const shape = given.integers(given.argument(0, 'dims', 'shape'), 'the shape');
        const value = given.value(given.argument(1, 'value', 'fill_value'), 'value');
        return call.emit('fill', {}, [call.ints('shape', [shape.length], shape), value], 'fill');
      },
    },
  },
};
