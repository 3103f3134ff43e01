import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.exp': (call) => call.unary('exp', {}),
};
