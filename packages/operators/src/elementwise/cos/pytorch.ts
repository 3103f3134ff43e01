import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.cos': (call) => call.unary('cos', {}),
};
