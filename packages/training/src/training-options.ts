import type { OptionsOf } from '@tinyml/core';

interface Defaults {
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  /** Default: constant. */
  readonly schedule?: 'constant' | 'cosine';
}

/** The options that all training passes share, to spread into a pass's own `properties`. */
export const trainingOptions = ({ epochs, batch, learningRate, schedule = 'constant' }: Defaults) =>
  ({
    epochs: { type: 'integer', minimum: 0, maximum: 10_000, default: epochs, description: '0: no training' },
    batch: { type: 'integer', minimum: 1, maximum: 65_536, default: batch, description: 'samples a step' },
    optimizer: { type: 'string', enum: ['adam', 'sgd'], default: 'adam', description: 'sgd: with momentum' },
    momentum: { type: 'number', minimum: 0, exclusiveMaximum: 1, default: 0.9, description: 'of sgd' },
    learningRate: {
      type: 'number',
      exclusiveMinimum: 0,
      default: learningRate,
      description: 'at the first step',
    },
    schedule: {
      type: 'string',
      enum: ['constant', 'cosine', 'exponential', 'step'],
      default: schedule,
      description:
        'the learning rate over the steps: cosine: to 0 · exponential: to a hundredth · step: a tenth after half, a hundredth after three quarters',
    },
    patience: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'stop after so many epochs without a better validation loss, with the best weights; 0: never',
    },
    validation: {
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0,
      description: 'share of the training samples held out to validate on; 0: none, or 0.1 with `patience`',
    },
    classWeights: {
      anyOf: [
        { type: 'string', enum: ['none', 'balanced'] },
        { type: 'array', items: { type: 'number', minimum: 0 } },
      ],
      default: 'none',
      description: 'weight of each class in the loss; balanced: inverse to how often it occurs',
    },
    against: {
      type: 'string',
      enum: ['auto', 'labels', 'original'],
      default: 'auto',
      description:
        'what to learn: the labels (or targets) of the data, or what the model answered before the pass (distillation); auto: labels where there are any',
    },
    statistics: {
      type: 'string',
      enum: ['anew', 'moving'],
      default: 'anew',
      description:
        'mean and variance of batch normalisation: anew: over 4,096 training samples at most, with the final weights · moving: averages over the steps, as in Keras',
    },
    limit: { type: 'integer', minimum: 1, description: 'training samples used at most; default: all' },
    seed: { type: 'integer', minimum: 0, default: 1, description: 'of shuffling, dropout and held-out samples' },
  }) as const;

type Properties = ReturnType<typeof trainingOptions>;

/** `context.options` of a pass whose schema spreads `trainingOptions`. */
export type TrainingOptions = OptionsOf<{
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly properties: Properties;
}>;

/**
 * The options of a training in `share` of its epochs, at least one: schedules go by shares of all steps, and so end where they ended. 0: no
 * training. For `shorten` of a pass.
 */
export const shortenTraining = <Options extends { readonly epochs: number }>(
  options: Options,
  share: number,
): Options | undefined =>
  options.epochs === 0 ? undefined : { ...options, epochs: Math.ceil(options.epochs * share) };
