import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerOptions } from '@tinyml/formats';

const leaky = (call: LayerCall, x: ValueId, slope: number): ValueId =>
  call.emit('leaky_relu', { alpha: Math.fround(slope) }, [x], 'leaky_relu');

/** Keras 2 calls it `alpha`. */
const slopeOf = (options: LayerOptions): number =>
  options.number(options.config['negative_slope'] === undefined ? 'alpha' : 'negative_slope', 0.3);

export const keras: KerasEntry = {
  activations: { leaky_relu: { listed: 2, apply: (call, x) => leaky(call, x, 0.2) } },
  activationLayers: {
    LeakyReLU: { check: slopeOf, apply: (call, x, options) => leaky(call, x, slopeOf(options)) },
  },
  variants: {
    /** ReLU(negative_slope=…), with a limit or without; with a threshold it is another function. */
    ReLU: (call, x, options) => {
      const slope = options.number('negative_slope', 0);
      if (slope === 0 || options.number('threshold', 0) !== 0) return undefined;
      const sloped = leaky(call, x, slope);
      const limit = options.config['max_value'] ?? null;
      if (limit === null) return sloped;
      return call.emit(
        'minimum',
        {},
        [sloped, call.floats('max_value', [], [options.number('max_value', 0)])],
        'minimum',
      );
    },
  },
  operations: {
    leaky_relu: {
      pointwise: true,
      build: (call) => {
        const slope = call.given.number(call.given.argument(1, 'alpha', 'negative_slope'), 'the slope', 0.2);
        return leaky(call, call.given.operand(), slope);
      },
    },
  },
};
