import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.minimum': (call) => call.emit('minimum', {}, call.pair()),
};
