import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.floor_divide': (call) => call.emit('floor_div', {}, call.pair()),
};
