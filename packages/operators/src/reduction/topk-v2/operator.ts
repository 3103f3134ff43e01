import { alongLastAxis } from '../../movement/moved-axes.ts';
import {
  none,
  allocate,
  constantNumbers,
  defineOperator,
  elementCount,
  movementProblem,
  noAttributes,
  type NoAttributes,
  OperatorError,
  required,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly topk_v2: NoAttributes;
  }
}

/**
 * The k greatest elements of each row along the last axis, in falling order, and where they stand; of equals the first
 * comes first. Operands: x, k int32 scalar. Results: values, indices int32.
 */
export const topkV2 = defineOperator({
  name: 'topk_v2',
  version: 1,
  summary: 'the greatest elements of each row, and where they stand',
  slots: { axisOrder: alongLastAxis, keras, gradient: none('nothing is trained through it yet'), kernels, tflite },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [2, 2] },
  infer({ inputs: [x, k] }) {
    const { type } = required(x);
    const [count = 0] = constantNumbers('k', k);
    const size = type.shape.at(-1);
    if (size === undefined || count < 0 || count > size)
      throw new OperatorError(`${String(count)} greatest of ${String(size ?? 0)} elements`);
    const shape = type.shape.with(-1, count);
    return [
      { ...type, shape },
      { dtype: 'int32', shape },
    ];
  },
  check: ({ inputs: [x, k], outputs: [values, indices] }) =>
    k?.dtype !== 'int32' || indices?.dtype !== 'int32'
      ? 'k and the indices must be int32'
      : movementProblem([x], values === undefined ? [] : [values]),
  run({ inputs: [x], outputs }) {
    const { type, data } = required(x);
    const size = type.shape.at(-1) ?? 1;
    const { shape } = required(outputs[0]);
    const k = shape.at(-1) ?? 0;
    const values = allocate(type.dtype, elementCount(shape)) as Int32Array;
    const indices = new Int32Array(values.length);
    for (let row = 0; row * k < values.length; row++) {
      const element = (i: number): number => (data as Int32Array)[row * size + i] as number;
      const order = Array.from({ length: size }, (_, i) => i).sort((a, b) =>
        element(a) === element(b) ? a - b : element(a) > element(b) ? -1 : 1,
      );
      order.slice(0, k).forEach((from, i) => {
        values[row * k + i] = element(from);
        indices[row * k + i] = from;
      });
    }
    return [values, indices];
  },
  macs: () => 0,
});
