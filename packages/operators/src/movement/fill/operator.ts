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
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly fill: NoAttributes;
  }
}

/** A tensor of the given dims whose elements all are `value`. */
export const fill = defineOperator({
  name: 'fill',
  version: 1,
  summary: 'a tensor of one value',
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddFill',
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [dims, value] }) {
    const shape = constantNumbers('the dimensions', dims);
    if (shape.some((size) => size < 0)) throw new OperatorError('a dimension is negative');
    return [{ ...required(value).type, shape }];
  },
  check: ({ inputs: [dims, value], outputs }) =>
    value != null && elementCount(value.shape) !== 1
      ? 'the value must be one element'
      : (indexProblem('dimensions', dims) ?? movementProblem([value], outputs)),
  run({ inputs: [, value], outputs }) {
    const { type, data } = required(value);
    const result = allocate(type.dtype, elementCount(required(outputs[0]).shape)) as Int8Array;
    return [result.fill(data[0] as number)];
  },
  macs: () => 0,
});
