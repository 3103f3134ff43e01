import { alongAxisOperand } from '../moved-axes.ts';
import {
  constantNumbers,
  defineOperator,
  gather,
  indexProblem,
  movementProblem,
  none,
  operandNumbers,
  OperatorError,
  type OptionsOf,
  required,
} from '@tinyml/core';
import { splitViews } from '@tinyml/core/internal';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['numSplits'],
  properties: { numSplits: { type: 'integer', minimum: 1 } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** axis int32 scalar, x; `numSplits` outputs of equal size */
    readonly split: OptionsOf<typeof attributes>;
  }
}

/** Equal parts along an axis. */
export const split = defineOperator({
  name: 'split',
  version: 1,
  summary: 'equal parts along an axis',
  traits: { movement: true },
  slots: {
    axisOrder: alongAxisOperand(1, 0),
    micro: 'AddSplit',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras: none('where Keras has it, it is one slice for each part'),
    quantize,
    tflite,
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, Infinity] },
  infer({ attrs, inputs: [axis, x] }) {
    const { type } = required(x);
    const [along] = constantNumbers('the axis', axis);
    if (along === undefined) throw new OperatorError('the axis is missing');
    return splitViews(type.shape, along, attrs.numSplits).map(({ shape }) => ({ ...type, shape }));
  },
  check: ({ attrs, inputs: [axis, x], outputs }) =>
    outputs.length === attrs.numSplits
      ? (indexProblem('an axis', axis) ?? movementProblem([x], outputs))
      : `${String(outputs.length)} results for ${String(attrs.numSplits)} parts`,
  run({ attrs, inputs: [axis, x] }) {
    const { type, data } = required(x);
    const [along = 0] = operandNumbers('an axis', axis);
    return splitViews(type.shape, along, attrs.numSplits).map((view) => gather(type.dtype, data, view));
  },
  macs: () => 0,
});
