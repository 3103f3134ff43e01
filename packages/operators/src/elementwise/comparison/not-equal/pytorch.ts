import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.ne': (call) => call.emit('not_equal', {}, call.pair()),
  'aten.not_equal': (call) => call.emit('not_equal', {}, call.pair()),
};
