import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    broadcast_to: {
      build: (call) => {
        const shape = call.given.integers(call.given.argument(1, 'shape'), 'the shape');
        const operands = [call.given.operand(), call.ints('shape', [shape.length], shape)];
        return call.emit('broadcast_to', {}, operands, 'broadcast_to');
      },
    },
  },
};
