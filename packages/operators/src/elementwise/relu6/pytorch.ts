import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.relu6': (call) => call.unary('relu6', {}),
};
