import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.remainder': (call) => call.emit('floor_mod', {}, call.pair()),
};
