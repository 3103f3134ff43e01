import { defineOperator, movementProblem, noAttributes, type NoAttributes, required } from '@tinyml/core';
import { keras } from './keras.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x; Identity and NoOp of the source format */
    readonly identity: NoAttributes;
  }
}

/** Its operand, unchanged. */
export const identity = defineOperator({
  name: 'identity',
  version: 1,
  summary: 'its operand, unchanged',
  traits: {
    elementwise: true,
    keepsChannels: true,
    keepsOrder: true,
    monotone: true,
    movement: true,
    passesThrough: true,
  },
  slots: { onnx, kernels, keras },
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: ({ inputs }) => [required(inputs[0]).type],
  check: ({ inputs, outputs }) => movementProblem(inputs, outputs),
  run: ({ inputs }) => [required(inputs[0]).data],
  macs: () => 0,
});
