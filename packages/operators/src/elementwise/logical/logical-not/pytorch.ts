import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.logical_not': (call) => call.emit('logical_not', {}, [call.operand('self', 'bool')]),
};
