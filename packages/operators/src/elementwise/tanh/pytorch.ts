import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.tanh': (call) => call.unary('tanh', {}),
};
