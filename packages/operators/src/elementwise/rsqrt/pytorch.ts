import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.rsqrt': (call) => call.unary('rsqrt', {}),
};
