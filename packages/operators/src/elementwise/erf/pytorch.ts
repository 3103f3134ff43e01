import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.erf': (call) => call.unary('erf', {}),
  'aten.special_erf': (call) => call.unary('erf', {}),
};
