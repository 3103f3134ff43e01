import type { LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const average: LayerKind = {
  pointwise: true,
  build: (call) => {
    const sum = call.fold((a, b, suffix) => call.emit('add', { activation: 'none' }, [a, b], suffix));
    return call.emit('mul', { activation: 'none' }, [sum, call.floats('share', [], [1 / call.inputs.length])], 'mean');
  },
};

const clipped: LayerKind = {
  pointwise: true,
  build: (call) => {
    const { given } = call;
    const least = given.argument(1, 'clip_value_min', 'x_min', 'min_value');
    const most = given.argument(2, 'clip_value_max', 'x_max', 'max_value');
    return call.clip(
      given.operand(),
      given.number(least, 'the least value', -Infinity),
      given.number(most, 'the greatest value', Infinity),
    );
  },
};

export const arithmetic: KerasEntry = {
  layers: { Average: average },
  operations: {
    clip: clipped,
    clip_by_value: clipped,
  },
};
