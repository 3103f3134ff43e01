import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.gt': (call) => call.emit('greater', {}, call.pair()),
  'aten.greater': (call) => call.emit('greater', {}, call.pair()),
};
