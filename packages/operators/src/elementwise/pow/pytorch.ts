import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.pow': (call) => call.emit('pow', {}, call.pair('self', 'exponent')),
};
