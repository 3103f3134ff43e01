import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.leaky_relu': (call) => call.unary('leaky_relu', { alpha: call.number('negative_slope', 0.01) }),
};
