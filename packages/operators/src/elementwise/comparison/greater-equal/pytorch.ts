import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.ge': (call) => call.emit('greater_equal', {}, call.pair()),
  'aten.greater_equal': (call) => call.emit('greater_equal', {}, call.pair()),
};
