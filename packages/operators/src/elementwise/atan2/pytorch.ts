import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.atan2': (call) => call.emit('atan2', {}, call.pair()),
  'aten.arctan2': (call) => call.emit('atan2', {}, call.pair()),
};
