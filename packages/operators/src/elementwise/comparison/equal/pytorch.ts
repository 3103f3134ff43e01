import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.eq': (call) => call.emit('equal', {}, call.pair()),
};
