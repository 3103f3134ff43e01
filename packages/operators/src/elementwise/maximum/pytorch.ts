import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.maximum': (call) => call.emit('maximum', {}, call.pair()),
};
