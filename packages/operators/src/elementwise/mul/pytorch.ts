import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.mul': (call) => call.emit('mul', { activation: 'none' }, call.pair()),
  'aten.multiply': (call) => call.emit('mul', { activation: 'none' }, call.pair()),
};
