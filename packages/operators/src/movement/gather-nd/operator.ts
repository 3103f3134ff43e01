import {
  none,
  allocate,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  operandNumbers,
  OperatorError,
  required,
  rowMajorStrides,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly gather_nd: NoAttributes;
  }
}

/**
 * The parts of x that tuples of indices name: indices [..., k] give a result [..., …dimensions of x from k on]. An index
 * that is outside names the nearest element, in C as here; LiteRT stops there.
 */
export const gatherNd = defineOperator({
  name: 'gather_nd',
  version: 1,
  summary: 'the parts of a tensor that tuples of indices name',
  traits: { movement: true },
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddGatherNd',
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, indices] }) {
    const { type } = required(x);
    const { shape } = required(indices).type;
    const depth = shape.at(-1) ?? 0;
    if (shape.length === 0 || depth > type.shape.length)
      throw new OperatorError(`tuples of ${String(depth)} indices for ${String(type.shape.length)} dimensions`);
    return [{ ...type, shape: [...shape.slice(0, -1), ...type.shape.slice(depth)] }];
  },
  check: ({ inputs: [x, indices], outputs }) => indexProblem('indices', indices) ?? movementProblem([x], outputs),
  run({ inputs: [x, indices], outputs }) {
    const { type, data } = required(x);
    const depth = required(indices).type.shape.at(-1) ?? 0;
    const strides = rowMajorStrides(type.shape);
    const part = elementCount(type.shape.slice(depth));
    const numbers = operandNumbers('indices', indices);
    const result = allocate(type.dtype, elementCount(required(outputs[0]).shape)) as Int8Array;
    for (let tuple = 0; tuple * part < result.length; tuple++) {
      let from = 0;
      for (let axis = 0; axis < depth; axis++) {
        const index = Math.min(Math.max(numbers[tuple * depth + axis] as number, 0), (type.shape[axis] as number) - 1);
        from += index * (strides[axis] as number);
      }
      result.set((data as Int8Array).subarray(from, from + part), tuple * part);
    }
    return [result];
  },
  macs: () => 0,
});
