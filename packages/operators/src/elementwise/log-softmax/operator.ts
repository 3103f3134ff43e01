import { patterns } from './patterns.ts';
import { alongLastAxis } from '../../movement/moved-axes.ts';
import {
  defineOperator,
  elementCount,
  isPresent,
  noAttributes,
  type NoAttributes,
  OperatorError,
  perTensorQuant,
  storedProblem,
  typesProblem,
} from '@tinyml/core';
import type { QuantRule } from '@tinyml/passes';
import { softmaxProblem } from '@tinyml/core/internal';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';
import { logSoftmaxExponentials, logSoftmaxRow, logSoftmaxScale } from './stored.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x; over the last axis */
    log_softmax: NoAttributes;
  }
}

/** The sum of a row keeps 12 integer bits. */
const greatestDepth = 4095;

/** The stored result: scale 1/16 and the greatest int8 as zero point. */
const quantize: QuantRule = { operands: ['activation'], resultRange: [-255 / 16, 1 / 16] };

/** Stored results reach down from this value, the result 0. */
const highest = { int8: 127, uint8: 255 } as const;

const floatRows = (x: Float32Array, depth: number): Float32Array => {
  const result = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += depth) {
    const row = x.subarray(start, start + depth);
    const greatest = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = row.reduce((total, value) => total + Math.exp(value - greatest), 0);
    for (const [i, value] of row.entries()) result[start + i] = value - greatest - Math.log(sum);
  }
  return result;
};

const storedRows = (x: Int8Array | Uint8Array, depth: number, scale: number): Int8Array | Uint8Array => {
  const result = x.slice();
  const factors = logSoftmaxScale(scale);
  const exponentials = logSoftmaxExponentials(factors);
  const top = x instanceof Int8Array ? highest.int8 : highest.uint8;
  for (let start = 0; start < x.length; start += depth) {
    const row = logSoftmaxRow(Int16Array.from(x.subarray(start, start + depth)), factors, exponentials);
    for (const [i, below] of row.entries()) result[start + i] = below + top;
  }
  return result;
};

/** x − log Σ exp(x) over the last axis. The stored result has scale 1/16, and its greatest value as zero point. */
export const logSoftmax = defineOperator({
  name: 'log_softmax',
  version: 1,
  summary: 'x less the logarithm of the sum of exponentials along the last axis',
  slots: {
    onnx,
    patterns,
    axisOrder: alongLastAxis,
    keras,
    micro: 'AddLogSoftmax',
    gradient: () => import('./gradient.ts'),
    kernels,
    quantize,
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    if (x.type.shape.length === 0) throw new OperatorError('a scalar has no axis to normalise');
    return [{ dtype: x.type.dtype, shape: x.type.shape }];
  },
  check({ inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) return 'needs an operand and a result';
    if (x.dtype !== y.dtype) return `operand and result must have one type, not ${x.dtype} and ${y.dtype}`;
    if (x.dtype === 'float32') return undefined;
    if (x.dtype !== 'int8' && x.dtype !== 'uint8') return typesProblem(x.dtype, ['float32', 'int8', 'uint8']);
    const problem =
      storedProblem('the operand', x) ?? storedProblem('the result', y) ?? softmaxProblem(perTensorQuant(x).scale, 1);
    if (problem !== undefined) return problem;
    if ((x.shape.at(-1) ?? 0) > greatestDepth) return `an axis of more than ${String(greatestDepth)} is not supported`;
    const { scale, zeroPoint } = perTensorQuant(y);
    return scale === 1 / 16 && zeroPoint === highest[x.dtype]
      ? undefined
      : `the ${x.dtype} result's scale must be 1/16 and its zero point ${String(highest[x.dtype])}`;
  },
  run({ inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    const depth = x.type.shape.at(-1) ?? 1;
    if (elementCount(x.type.shape) === 0) return [x.data.slice(0)];
    if (x.type.dtype === 'float32') return [floatRows(x.data as Float32Array, depth)];
    return [storedRows(x.data as Int8Array, depth, perTensorQuant(x.type).scale)];
  },
  macs: () => 0,
});
