import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerOptions } from '@tinyml/formats';

/** Keras's ReLU without `negative_slope` and `threshold`: with one of these it is a variant. */
const limited = (call: LayerCall, x: ValueId, options: LayerOptions): ValueId => {
  const limit = options.config['max_value'] ?? null;
  return call.clip(x, 0, limit === null ? Infinity : options.number('max_value', 0));
};

export const keras: KerasEntry = {
  activations: { relu: { listed: 0, apply: (call, x) => call.emit('relu', {}, [x], 'relu') } },
  activationLayers: { ReLU: { check: (options) => options.number('threshold', 0), apply: limited } },
  operations: {
    /** keras.activations.relu(x, negative_slope, max_value, threshold) */
    re_lu: {
      pointwise: true,
      build: (call) => {
        const { given } = call;
        const limit = given.argument(2, 'max_value');
        const config = {
          negative_slope: given.number(given.argument(1, 'negative_slope', 'alpha'), 'the slope', 0),
          max_value: limit === null ? null : given.number(limit, 'max_value'),
          threshold: given.number(given.argument(3, 'threshold'), 'threshold', 0),
        };
        return call.apply('ReLU', given.operand(), config);
      },
    },
  },
};
