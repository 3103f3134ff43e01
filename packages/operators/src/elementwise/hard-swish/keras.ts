import type { KerasActivation, KerasEntry } from '@tinyml/formats';

const hardSwish: KerasActivation = { apply: (call, x) => call.emit('hard_swish', {}, [x], 'hard_swish') };

export const keras: KerasEntry = {
  activations: { hard_silu: hardSwish, hard_swish: { ...hardSwish, listed: 7 } },
};
