import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.neg': (call) => call.unary('neg', {}),
  'aten.negative': (call) => call.unary('neg', {}),
};
