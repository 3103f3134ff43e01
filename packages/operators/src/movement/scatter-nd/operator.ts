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
    readonly scatter_nd: NoAttributes;
  }
}

/**
 * Zeros [shape] to which updates are added where tuples of indices name a part: indices [..., k], updates
 * [..., …dimensions from k on]. A tuple outside of the shape is left out, in C as here; LiteRT stops there.
 */
export const scatterNd = defineOperator({
  name: 'scatter_nd',
  version: 1,
  summary: 'updates added up at the places that tuples of indices name',
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs: [indices, updates, shapeOperand] }) {
    const { type } = required(updates);
    const shape = constantNumbers('the shape', shapeOperand);
    const places = required(indices).type.shape;
    const depth = places.at(-1) ?? 0;
    const wanted = [...places.slice(0, -1), ...shape.slice(depth)];
    if (places.length === 0 || depth > shape.length || elementCount(wanted) !== elementCount(type.shape))
      throw new OperatorError(`updates must be [${wanted.join(', ')}]`);
    return [{ ...type, shape }];
  },
  check: ({ inputs: [indices, updates, shape], outputs }) =>
    indexProblem('indices', indices) ??
    indexProblem('a shape', shape) ??
    (updates?.dtype === 'bool' || updates?.dtype === 'int4' || updates?.dtype === 'float16'
      ? `updates of type ${updates.dtype} are not supported`
      : movementProblem([updates], outputs)),
  run({ inputs: [indices, updates], outputs }) {
    const { type, data } = required(updates);
    const { shape } = required(outputs[0]);
    const places = required(indices).type.shape;
    const depth = places.at(-1) ?? 0;
    const tuples = elementCount(places.slice(0, -1));
    const strides = rowMajorStrides(shape);
    const part = elementCount(shape.slice(depth));
    const numbers = operandNumbers('indices', indices);
    const result = allocate(type.dtype, elementCount(shape)) as Int32Array;
    for (let tuple = 0; tuple < tuples; tuple++) {
      const at = numbers.slice(tuple * depth, tuple * depth + depth);
      if (at.some((index, axis) => index < 0 || index >= (shape[axis] as number))) continue;
      const to = at.reduce((sum, index, axis) => sum + index * (strides[axis] as number), 0);
      for (let i = 0; i < part; i++)
        result[to + i] = (result[to + i] as number) + ((data as Int32Array)[tuple * part + i] as number);
    }
    return [result];
  },
  macs: () => 0,
});
