import {
  none,
  allocate,
  constantNumbers,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  type OptionsOf,
  operandNumbers,
  OperatorError,
  required,
  resolveAxis,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

import { keras } from './keras.ts';
const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['axis'],
  properties: { axis: { type: 'integer', minimum: -1, description: 'where the new axis stands; -1: last' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly one_hot: OptionsOf<typeof attributes>;
  }
}

/** `on` where the new axis's index is the element of indices, else `off`. Operands: indices, depth, on, off. */
export const oneHot = defineOperator({
  name: 'one_hot',
  version: 1,
  summary: 'indices as vectors with one element set',
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
  },
  attributes,
  arity: { inputs: [4, 4], outputs: [1, 1] },
  infer({ attrs, inputs: [indices, depth, on] }) {
    const { shape } = required(indices).type;
    const [size = 0] = constantNumbers('the depth', depth);
    if (size < 1) throw new OperatorError('the depth must be positive');
    return [{ ...required(on).type, shape: shape.toSpliced(resolveAxis(attrs.axis, shape.length + 1), 0, size) }];
  },
  check: ({ inputs: [indices, depth, on, off], outputs }) =>
    indexProblem('indices', indices) ?? indexProblem('a depth', depth) ?? movementProblem([on, off], outputs),
  run({ attrs, inputs: [indices, , on, off], outputs }) {
    const { shape, dtype } = required(outputs[0]);
    const axis = resolveAxis(attrs.axis, shape.length);
    const inner = elementCount(shape.slice(axis + 1));
    const size = shape[axis] as number;
    const result = allocate(dtype, elementCount(shape)) as Int8Array;
    result.fill(required(off).data[0] as number);
    operandNumbers('indices', indices).forEach((index, i) => {
      const at = (Math.floor(i / inner) * size + index) * inner + (i % inner);
      if (index >= 0 && index < size) result[at] = required(on).data[0] as number;
    });
    return [result];
  },
  macs: () => 0,
});
