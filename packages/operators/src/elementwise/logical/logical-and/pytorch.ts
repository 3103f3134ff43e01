import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.logical_and': (call) =>
    call.emit('logical_and', {}, [call.operand('self', 'bool'), call.operand('other', 'bool')]),
};
