import { axisOrder } from './axis-order.ts';
import {
  allocate,
  defineOperator,
  elementCount,
  movementProblem,
  OperatorError,
  type OptionsOf,
  required,
  resolveAxis,
  rowMajorStrides,
  sameShape,
  scatter,
} from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['axis'],
  properties: { axis: { type: 'integer' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** any number of tensors of one shape, side by side along a new axis */
    readonly pack: OptionsOf<typeof attributes>;
  }
}

/** Tensors of one shape side by side along a new axis: TensorFlow's stack. */
export const pack = defineOperator({
  name: 'pack',
  version: 1,
  summary: 'tensors side by side along a new axis',
  traits: { movement: true },
  slots: { axisOrder, micro: 'AddPack', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
  attributes,
  arity: { inputs: [1, Infinity], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const { type } = required(inputs[0]);
    const axis = resolveAxis(attrs.axis, type.shape.length + 1);
    for (const input of inputs) {
      const { shape } = required(input).type;
      if (!sameShape(shape, type.shape))
        throw new OperatorError(`[${shape.join(', ')}] does not go beside [${type.shape.join(', ')}]`);
    }
    return [{ ...type, shape: type.shape.toSpliced(axis, 0, inputs.length) }];
  },
  check: ({ inputs, outputs }) => movementProblem(inputs, outputs),
  run({ attrs, inputs, outputs }) {
    const output = required(outputs[0]);
    const axis = resolveAxis(attrs.axis, output.shape.length);
    const strides = rowMajorStrides(output.shape);
    const result = allocate(output.dtype, elementCount(output.shape));
    inputs.forEach((input, index) => {
      const { type, data } = required(input);
      const start = index * (strides[axis] as number);
      scatter(result, { shape: type.shape, strides: strides.toSpliced(axis, 1), start }, data);
    });
    return [result];
  },
  macs: () => 0,
});
