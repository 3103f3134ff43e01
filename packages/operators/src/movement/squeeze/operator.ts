import {
  defineOperator,
  movementProblem,
  none,
  OperatorError,
  type OptionsOf,
  required,
  resolveAxis,
} from '@tinyml/core';
import { channels } from './channels.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['squeezeDims'],
  properties: { squeezeDims: { type: 'array', items: { type: 'integer' } } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    readonly squeeze: OptionsOf<typeof attributes>;
  }
}

/** The same elements without dimensions of 1: those that `squeezeDims` names, or all where it is empty. */
export const squeeze = defineOperator({
  name: 'squeeze',
  version: 1,
  summary: 'drops dimensions of size 1',
  traits: { keepsOrder: true, movement: true },
  slots: { micro: 'AddSqueeze', channels, kernels, keras: none('where Keras has it, it is a reshape'), tflite },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const { type } = required(inputs[0]);
    const gone = new Set(attrs.squeezeDims.map((axis) => resolveAxis(axis, type.shape.length)));
    for (const axis of gone)
      if (type.shape[axis] !== 1)
        throw new OperatorError(`dimension ${String(axis)} of [${type.shape.join(', ')}] is not 1`);
    const shape = type.shape.filter((size, axis) => (gone.size === 0 ? size !== 1 : !gone.has(axis)));
    return [{ ...type, shape }];
  },
  check: ({ inputs, outputs }) => movementProblem(inputs, outputs),
  run: ({ inputs }) => [required(inputs[0]).data],
  macs: () => 0,
});
