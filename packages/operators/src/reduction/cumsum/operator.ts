import { alongAxisOperand } from '../../movement/moved-axes.ts';
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
  required,
  resolveAxis,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

import { keras } from './keras.ts';
import { onnx } from './onnx.ts';
const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['exclusive', 'reverse'],
  properties: { exclusive: { type: 'boolean' }, reverse: { type: 'boolean' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly cumsum: OptionsOf<typeof attributes>;
  }
}

/** Sums of all elements up to each one along an axis. Operands: x, axis int32 scalar. */
export const cumsum = defineOperator({
  name: 'cumsum',
  version: 1,
  summary: 'sums of the elements up to each one along an axis',
  slots: {
    onnx,
    axisOrder: alongAxisOperand(0, 1),
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddCumSum',
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, axis] }) {
    const { type } = required(x);
    resolveAxis(constantNumbers('the axis', axis)[0] ?? 0, type.shape.length);
    return [type];
  },
  check: ({ inputs: [x, axis], outputs }) =>
    x?.dtype === 'float32' || (x?.quant === undefined && (x?.dtype === 'int32' || x?.dtype === 'int64'))
      ? (indexProblem('an axis', axis) ?? movementProblem([x], outputs))
      : `${x?.dtype ?? 'nothing'} is not supported`,
  run({ attrs, inputs: [x, axis] }) {
    const { type, data } = required(x);
    const at = resolveAxis(operandNumbers('an axis', axis)[0] ?? 0, type.shape.length);
    const size = type.shape[at] as number;
    const inner = elementCount(type.shape.slice(at + 1));
    const result = allocate(type.dtype, data.length) as Int32Array;
    const source = data as Int32Array;
    for (let line = 0; line * size < data.length; line++) {
      const start = Math.floor(line / inner) * size * inner + (line % inner);
      // In the type's own arithmetic: a typed array rounds and wraps.
      const sum = allocate(type.dtype, 1) as Int32Array;
      if (type.dtype === 'int64') (sum as unknown as BigInt64Array)[0] = 0n;
      for (let k = 0; k < size; k++) {
        const place = start + (attrs.reverse ? size - 1 - k : k) * inner;
        if (attrs.exclusive) result[place] = sum[0] as number;
        sum[0] = (sum[0] as number) + (source[place] as number);
        if (!attrs.exclusive) result[place] = sum[0];
      }
    }
    return [result];
  },
  macs: () => 0,
});
