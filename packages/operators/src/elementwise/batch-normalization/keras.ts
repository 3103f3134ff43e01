import type { ValueId } from '@tinyml/core';
import type { Json, KerasEntry, LayerKind } from '@tinyml/formats';

/** Only training reads it: the usual one is left out, and so is what is none. */
const momentumOf = ({ momentum }: Json): { readonly momentum?: number } =>
  typeof momentum === 'number' && momentum >= 0 && momentum <= 1 && momentum !== 0.99 ? { momentum } : {};

const has = (config: Json, option: 'scale' | 'center'): boolean => config[option] !== false && config[option] !== 0;

const batchNormalization: LayerKind = {
  pointwise: true,
  inference: true,
  variables: ({ config }) => ({
    trainable: [...(has(config, 'scale') ? ['gamma'] : []), ...(has(config, 'center') ? ['beta'] : [])],
    fixed: ['moving_mean', 'moving_variance'],
  }),
  check: (options) => options.number('epsilon', 1e-3),
  build: (call) => {
    const { options } = call;
    const { config } = options;
    const x = call.input();
    const axis = call.axis(x, config['axis'] ?? -1);
    const variable = (role: string): ValueId => call.place(role, call.weight(role), [0]);
    const parameters = [
      variable('moving_mean'),
      variable('moving_variance'),
      has(config, 'scale') ? variable('gamma') : null,
      has(config, 'center') ? variable('beta') : null,
    ];
    const attrs = { epsilon: options.number('epsilon', 1e-3), ...momentumOf(config) };
    return call.alongLast(x, [axis], (last) => call.emit('batch_normalization', attrs, [last, ...parameters]));
  },
};

/** keras.ops.batch_normalization by moments that the file holds. */
const operation: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const parameter = (position: number, name: string): ValueId | null => {
      const value = given.argument(position, name);
      return value === null ? null : given.value(value, name);
    };
    const parameters = [parameter(1, 'mean'), parameter(2, 'variance'), parameter(4, 'scale'), parameter(3, 'offset')];
    const axes = given.axes(given.argument(5, 'axis') ?? -1, call.typeOf(x).shape.length);
    const attrs = { epsilon: given.number(given.argument(6, 'epsilon'), 'epsilon', 1e-3) };
    return call.alongLast(x, axes, (last) => call.emit('batch_normalization', attrs, [last, ...parameters], 'norm'));
  },
};

export const keras: KerasEntry = {
  operations: { batch_norm: operation, batch_normalization: operation },
  layers: {
    BatchNormalization: batchNormalization,
    BatchNormalizationV1: batchNormalization,
    BatchNormalizationV2: batchNormalization,
  },
  described: ({ flag, number }) => ({
    'batch-norm': {
      className: 'BatchNormalization',
      summary: 'normalises each channel, by the batch in training',
      options: {
        epsilon: number('added to the variance; default: 0.001', 0.001, 1e-12, 1),
        momentum: number('share of the moving mean and variance that a step of training keeps; default: 0.99', 0.9, 0, 0.9999), // prettier-ignore
        center: flag('whether beta is added; default: true'),
        scale: flag('whether gamma multiplies; default: true'),
      },
      weights: ({ inputs: [input] }) => {
        const shape = [input?.at(-1) ?? 0];
        return {
          gamma: { shape, initial: 1 },
          beta: { shape, initial: 0 },
          moving_mean: { shape, initial: 0 },
          moving_variance: { shape, initial: 1 },
        };
      },
    },
  }),
};
