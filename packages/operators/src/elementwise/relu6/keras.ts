import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  activations: { relu6: { listed: 1, apply: (call, x) => call.emit('relu6', {}, [x], 'relu6') } },
};
