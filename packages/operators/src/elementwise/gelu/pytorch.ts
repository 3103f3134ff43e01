import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.gelu': (call) => call.unary('gelu', { approximate: call.word('approximate', 'none') === 'tanh' }),
};
