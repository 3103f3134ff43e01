import type { PytorchEntry } from '@tinyml/formats';

export const pytorch: PytorchEntry = {
  'aten.leaky_relu': (call) => call.unary('leaky_relu', { alpha: call.number('negative_slope', 0.01) }),
  /** At inference the slope is the middle of what it is chosen from in training. */
  'aten.rrelu': (call) => {
    if (call.flag('training')) throw call.refused('it is random', 'call model.eval() before torch.export.export');
    return call.unary('leaky_relu', { alpha: (call.number('lower', 0.125) + call.number('upper', 1 / 3)) / 2 });
  },
};
