import { defineOperator, movementProblem, type OptionsOf, required } from '@tinyml/core';
import { keras } from './keras.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['rate'],
  properties: { rate: { type: 'number', minimum: 0, maximum: 1 } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x; nothing at inference */
    readonly dropout: OptionsOf<typeof attributes>;
  }
}

/** Its operand, unchanged: dropout acts in training only. */
export const dropout = defineOperator({
  name: 'dropout',
  version: 1,
  summary: 'its operand, unchanged (acts in training only)',
  traits: {
    elementwise: true,
    keepsChannels: true,
    keepsOrder: true,
    monotone: true,
    movement: true,
    passesThrough: true,
    trainsOtherwise: true,
  },
  slots: { kernels, gradient: () => import('./gradient.ts'), keras },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: ({ inputs }) => [required(inputs[0]).type],
  check: ({ inputs, outputs }) => movementProblem(inputs, outputs),
  run: ({ inputs }) => [required(inputs[0]).data],
  macs: () => 0,
});
