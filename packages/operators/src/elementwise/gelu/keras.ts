import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  activations: { gelu: { apply: (call, x) => call.emit('gelu', { approximate: false }, [x], 'gelu') } },
  operations: {
    gelu: {
      pointwise: true,
      build: (call) => {
        // TensorFlow's default is the exact function, Keras 3's the approximation by tanh.
        const given = call.given.argument(1, 'approximate');
        const approximate = given === null ? call.keras === 3 : call.given.isTrue(given);
        return call.emit('gelu', { approximate }, [call.given.operand()], 'gelu');
      },
    },
  },
};
