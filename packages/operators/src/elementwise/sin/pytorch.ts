import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.sin': (call) => call.unary('sin', {}),
};
