import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall } from '@tinyml/formats';

/** x above 0, alpha · (exp(x) − 1) below: with another alpha than 1 its two sides are apart. */
const elu = (call: LayerCall, x: ValueId, alpha: number): ValueId => {
  const result = call.emit('elu', {}, [x], 'elu');
  if (alpha === 1) return result;
  const below = call.emit('minimum', {}, [result, call.floats('zero', [], [0])], 'below');
  const scaled = call.emit('mul', { activation: 'none' }, [below, call.floats('alpha', [], [alpha])], 'scaled');
  return call.emit('add', { activation: 'none' }, [call.emit('relu', {}, [x], 'relu'), scaled], 'add');
};

export const keras: KerasEntry = {
  activations: { elu: { apply: (call, x) => elu(call, x, 1) } },
  activationLayers: {
    ELU: {
      check: (options) => options.number('alpha', 1),
      apply: (call, x, options) => elu(call, x, options.number('alpha', 1)),
    },
  },
  operations: {
    elu: {
      pointwise: true,
      build: (call) => elu(call, call.given.operand(), call.given.number(call.given.argument(1, 'alpha'), 'alpha', 1)),
    },
  },
};
