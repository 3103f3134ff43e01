import {
  none,
  defineOperator,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  operandNumbers,
  OperatorError,
  required,
  rowMajorStrides,
  scatter,
  type TensorData,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

import { keras } from './keras.ts';
declare module '@tinyml/core' {
  interface Ops {
    readonly dynamic_update_slice: NoAttributes;
  }
}

/** x with `update` written over it from the indices `start` on, which are moved so that it fits. */
export const dynamicUpdateSlice = defineOperator({
  name: 'dynamic_update_slice',
  version: 1,
  summary: 'a tensor with a part of it replaced',
  traits: { movement: true },
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddDynamicUpdateSlice',
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs: [x, update] }) {
    const { type } = required(x);
    const { shape } = required(update).type;
    if (shape.length !== type.shape.length || shape.some((size, axis) => size > (type.shape[axis] as number)))
      throw new OperatorError(`[${shape.join(', ')}] is not a part of [${type.shape.join(', ')}]`);
    return [type];
  },
  check: ({ inputs: [x, update, start], outputs }) =>
    indexProblem('start', start) ?? movementProblem([x, update], outputs),
  run({ inputs: [x, update, start] }) {
    const { type, data } = required(x);
    const part = required(update);
    const strides = rowMajorStrides(type.shape);
    const place = operandNumbers('start', start).reduce((sum, at, axis) => {
      const most = (type.shape[axis] as number) - (part.type.shape[axis] as number);
      return sum + Math.min(Math.max(at, 0), most) * (strides[axis] as number);
    }, 0);
    const result = data.slice() as TensorData;
    scatter(result, { shape: part.type.shape, strides, start: place }, part.data);
    return [result];
  },
  macs: () => 0,
});
