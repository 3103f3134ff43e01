import { axisOrder } from './axis-order.ts';
import {
  defineOperator,
  gather,
  movementProblem,
  none,
  OperatorError,
  type OptionsOf,
  required,
  resolveAxis,
  type Shape,
} from '@tinyml/core';
import { splitViews } from '@tinyml/core/internal';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['axis', 'count'],
  properties: { axis: { type: 'integer' }, count: { type: 'integer', minimum: 1 } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x; one result for each index along `axis` */
    readonly unpack: OptionsOf<typeof attributes>;
  }
}

const dropped = (shape: Shape, axis: number): Shape => shape.toSpliced(resolveAxis(axis, shape.length), 1);

/** One tensor for each index along an axis, without that axis: TensorFlow's unstack. */
export const unpack = defineOperator({
  name: 'unpack',
  version: 1,
  summary: 'one tensor for each index along an axis',
  traits: { movement: true },
  slots: {
    axisOrder,
    micro: 'AddUnpack',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras: none('where Keras has it, it is one slice for each part'),
    tflite,
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, Infinity] },
  infer({ attrs, inputs }) {
    const { type } = required(inputs[0]);
    const size = type.shape[resolveAxis(attrs.axis, type.shape.length)];
    if (size !== attrs.count) throw new OperatorError(`${String(size)} parts, not ${String(attrs.count)}`);
    return Array.from({ length: attrs.count }, () => ({ ...type, shape: dropped(type.shape, attrs.axis) }));
  },
  check: ({ attrs, inputs, outputs }) =>
    outputs.length === attrs.count
      ? movementProblem(inputs, outputs)
      : `${String(outputs.length)} results for ${String(attrs.count)} parts`,
  run({ attrs, inputs }) {
    const { type, data } = required(inputs[0]);
    return splitViews(type.shape, attrs.axis, attrs.count).map((view) => gather(type.dtype, data, view));
  },
  macs: () => 0,
});
