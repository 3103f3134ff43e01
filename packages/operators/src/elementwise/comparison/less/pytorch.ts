import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.lt': (call) => call.emit('less', {}, call.pair()),
  'aten.less': (call) => call.emit('less', {}, call.pair()),
};
