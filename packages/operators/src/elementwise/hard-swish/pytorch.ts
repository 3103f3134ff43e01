import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.hardswish': (call) => call.unary('hard_swish', {}),
};
