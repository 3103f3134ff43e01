import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.relu': (call) => call.unary('relu', {}),
};
