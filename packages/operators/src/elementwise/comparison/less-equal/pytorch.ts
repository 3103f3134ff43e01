import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.le': (call) => call.emit('less_equal', {}, call.pair()),
  'aten.less_equal': (call) => call.emit('less_equal', {}, call.pair()),
};
