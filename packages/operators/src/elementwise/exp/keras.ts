import type { KerasEntry } from '@tinyml/formats';
import { operationOfOne } from '../keras-operations.ts';

export const keras: KerasEntry = {
  activations: { exponential: { apply: (call, x) => call.emit('exp', {}, [x], 'exp') } },
  operations: { exp: operationOfOne('exp') },
};
