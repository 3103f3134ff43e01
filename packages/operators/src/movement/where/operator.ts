import {
  defineOperator,
  elementCount,
  noAttributes,
  none,
  OperatorError,
  required,
  rowMajorStrides,
  type NoAttributes,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly where: NoAttributes;
  }
}

const supported: readonly string[] = ['bool', 'float32', 'int8', 'uint8', 'int32', 'uint32', 'int64'];

/**
 * Where a tensor is not zero. Operand: x [...]. Results: the indices of each such element int64 [elements of x, dimensions of x],
 * in order, then zeros; how many there are int32 [].
 */
export const where = defineOperator({
  name: 'where',
  version: 1,
  summary: 'where a tensor is not zero: indices, and how many',
  traits: { counted: 0 },
  slots: {
    keras: none('Keras has no such layer: its where with three operands is a selection'),
    gradient: none('it chooses, which training cannot move by small steps'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [2, 2] },
  infer({ inputs: [x] }) {
    const { shape } = required(x).type;
    if (shape.length === 0) throw new OperatorError('a scalar has no indices');
    return [
      { dtype: 'int64', shape: [elementCount(shape), shape.length] },
      { dtype: 'int32', shape: [] },
    ];
  },
  check({ inputs: [x], outputs: [indices, count] }) {
    if (x == null || !supported.includes(x.dtype)) return `${x?.dtype ?? 'nothing'} is not supported`;
    return indices?.dtype === 'int64' && count?.dtype === 'int32'
      ? undefined
      : 'the indices must be int64 and their number int32';
  },
  run({ inputs: [x] }) {
    const { type, data } = required(x);
    const strides = rowMajorStrides(type.shape);
    const places = Array.from(data as Int32Array, (value, at) => (Number(value) === 0 ? [] : [at])).flat();
    const indices = new BigInt64Array(data.length * strides.length);
    indices.set(
      places.flatMap((at) =>
        strides.map((stride, axis) => BigInt(Math.floor(at / stride) % (type.shape[axis] as number))),
      ),
    );
    return [indices, Int32Array.of(places.length)];
  },
  macs: () => 0,
});
