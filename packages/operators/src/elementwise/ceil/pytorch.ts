import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.ceil': (call) => call.unary('ceil', {}),
};
