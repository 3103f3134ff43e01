import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.abs': (call) => call.unary('abs', {}),
  'aten.absolute': (call) => call.unary('abs', {}),
};
