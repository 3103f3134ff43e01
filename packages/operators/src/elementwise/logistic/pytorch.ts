import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.sigmoid': (call) => call.unary('logistic', {}),
  'aten.special_expit': (call) => call.unary('logistic', {}),
};
