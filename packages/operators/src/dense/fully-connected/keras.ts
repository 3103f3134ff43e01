import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  layers: {
    /** Kernel [k, o] → [o, k]. */
    Dense: {
      pointwise: true,
      anyRank: true,
      variables: (options) => options.weighted('kernel'),
      build: (call) => {
        const x = call.input();
        const kernel = call.place('kernel', call.weight('kernel'), [1, 0]);
        const keepNumDims = call.typeOf(x).shape.length > 2;
        const operands = [x, kernel, call.bias()];
        return call.activate(call.emit('fully_connected', { activation: 'none', keepNumDims }, operands));
      },
    },
  },
  described: ({ weighted, whole }) => ({
    dense: {
      className: 'Dense',
      summary: 'fully connected',
      options: { units: whole('number of outputs', 10), ...weighted },
      required: ['units'],
      short: 'units',
      weights: ({ options, inputs: [input] }) => {
        const outputs = options.number('units', 1);
        return {
          kernel: { shape: [input?.at(-1) ?? 0, outputs], initial: 'drawn' },
          bias: { shape: [outputs], initial: 0 },
        };
      },
    },
  }),
};
