import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  activations: { hard_tanh: { apply: (call, x) => call.emit('relu_n1_to_1', {}, [x], 'relu_n1_to_1') } },
};
