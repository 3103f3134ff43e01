import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.sqrt': (call) => call.unary('sqrt', {}),
};
