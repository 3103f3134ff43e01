import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.logical_or': (call) =>
    call.emit('logical_or', {}, [call.operand('self', 'bool'), call.operand('other', 'bool')]),
};
