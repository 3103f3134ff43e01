import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.floor': (call) => call.unary('floor', {}),
};
