import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.sign': (call) => call.unary('sign', {}),
  'aten.sgn': (call) => call.unary('sign', {}),
};
