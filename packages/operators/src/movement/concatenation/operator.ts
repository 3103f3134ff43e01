import { axisOrder } from './axis-order.ts';
import {
  activationSchema,
  allocate,
  defineOperator,
  elementCount,
  movementProblem,
  OperatorError,
  type OptionsOf,
  required,
  resolveAxis,
  rowMajorStrides,
  scatter,
} from '@tinyml/core';
import { joinedTime } from '../parts-along-time.ts';
import { channels } from './channels.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['axis', 'activation'],
  properties: { axis: { type: 'integer' }, activation: activationSchema },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** any number of tensors */
    readonly concatenation: OptionsOf<typeof attributes>;
  }
}

/** Tensors one after another along an axis. Integer operands have one quantisation, as in TensorFlow Lite's int8 kernels. */
export const concatenation = defineOperator({
  name: 'concatenation',
  version: 1,
  summary: 'tensors one after another along an axis',
  traits: { movement: true },
  slots: {
    onnx,
    axisOrder,
    micro: 'AddConcatenation',
    channels,
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
    time: joinedTime,
  },
  attributes,
  arity: { inputs: [1, Infinity], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const { type } = required(inputs[0]);
    const axis = resolveAxis(attrs.axis, type.shape.length);
    let total = 0;
    for (const input of inputs) {
      const { shape } = required(input).type;
      const fits = shape.length === type.shape.length && shape.every((size, i) => i === axis || size === type.shape[i]);
      if (!fits)
        throw new OperatorError(
          `[${shape.join(', ')}] does not go beside [${type.shape.join(', ')}] along axis ${String(axis)}`,
        );
      total += shape[axis] as number;
    }
    return [{ ...type, shape: type.shape.map((size, i) => (i === axis ? total : size)) }];
  },
  check: ({ attrs, inputs, outputs }) =>
    attrs.activation === 'none' ? movementProblem(inputs, outputs) : `activation ${attrs.activation} is not supported`,
  run({ attrs, inputs, outputs }) {
    const output = required(outputs[0]);
    const axis = resolveAxis(attrs.axis, output.shape.length);
    const strides = rowMajorStrides(output.shape);
    const result = allocate(output.dtype, elementCount(output.shape));
    let start = 0;
    for (const input of inputs) {
      const { type, data } = required(input);
      scatter(result, { shape: type.shape, strides, start }, data);
      start += (type.shape[axis] as number) * (strides[axis] as number);
    }
    return [result];
  },
  macs: () => 0,
});
