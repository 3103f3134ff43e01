import { axisOrder } from './axis-order.ts';
import {
  none,
  allocate,
  constantNumbers,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  OperatorError,
  required,
  rowMajorStrides,
  scatter,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly tile: NoAttributes;
  }
}

/** x [d0, d1, …] repeated `multiples[i]` times along dimension i. */
export const tile = defineOperator({
  name: 'tile',
  version: 1,
  summary: 'a tensor repeated along its dimensions',
  traits: { movement: true },
  slots: {
    onnx,
    axisOrder,
    keras: none('the importer reads repetitions as concatenation, which passes train through'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, multiples] }) {
    const { type } = required(x);
    const times = constantNumbers('the multiples', multiples);
    if (times.length !== type.shape.length || times.some((count) => count < 1))
      throw new OperatorError(`multiples [${times.join(', ')}] do not fit ${String(type.shape.length)} dimensions`);
    return [{ ...type, shape: type.shape.map((size, axis) => size * (times[axis] as number)) }];
  },
  check: ({ inputs: [x, multiples], outputs }) => indexProblem('multiples', multiples) ?? movementProblem([x], outputs),
  run({ inputs: [x], outputs }) {
    const { type, data } = required(x);
    const { shape } = required(outputs[0]);
    const strides = rowMajorStrides(shape);
    const result = allocate(type.dtype, elementCount(shape));
    const times = shape.map((size, axis) => size / (type.shape[axis] as number));
    const copy = (axis: number, start: number): void => {
      if (axis === shape.length) {
        scatter(result, { shape: type.shape, strides, start }, data);
        return;
      }
      const step = (type.shape[axis] as number) * (strides[axis] as number);
      for (let i = 0; i < (times[axis] as number); i++) copy(axis + 1, start + i * step);
    };
    copy(0, 0);
    return [result];
  },
  macs: () => 0,
});
