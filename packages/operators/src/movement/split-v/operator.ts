import { alongAxisOperand } from '../moved-axes.ts';
import {
  none,
  constantNumbers,
  defineOperator,
  gather,
  indexProblem,
  movementProblem,
  type OptionsOf,
  operandNumbers,
  required,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { partViews } from './part-views.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['numSplits'],
  properties: { numSplits: { type: 'integer', minimum: 1 } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly split_v: OptionsOf<typeof attributes>;
  }
}

/** Parts of given sizes along an axis, −1 once for what is left. Operands: x, sizes int32[k], axis int32 scalar. */
export const splitV = defineOperator({
  name: 'split_v',
  version: 1,
  summary: 'parts of given sizes along an axis',
  traits: { movement: true },
  slots: {
    axisOrder: alongAxisOperand(0, 2),
    keras: none('the importer reads parts as slices'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddSplitV',
  },
  attributes,
  arity: { inputs: [3, 3], outputs: [1, Infinity] },
  infer({ inputs: [x, sizes, axis] }) {
    const { type } = required(x);
    const [along = 0] = constantNumbers('the axis', axis);
    return partViews(type.shape, constantNumbers('the sizes', sizes), along).map(({ shape }) => ({ ...type, shape }));
  },
  check: ({ attrs, inputs: [x, sizes, axis], outputs }) =>
    outputs.length === attrs.numSplits
      ? (indexProblem('sizes', sizes) ?? indexProblem('an axis', axis) ?? movementProblem([x], outputs))
      : `${String(outputs.length)} results for ${String(attrs.numSplits)} parts`,
  run({ inputs: [x, sizes, axis] }) {
    const { type, data } = required(x);
    const [along = 0] = operandNumbers('an axis', axis);
    const views = partViews(type.shape, operandNumbers('sizes', sizes), along);
    return views.map((view) => gather(type.dtype, data, view));
  },
  macs: () => 0,
});
