import { keras } from './keras.ts';
import {
  defineOperator,
  elementCount,
  isPresent,
  OperatorError,
  perTensorProblem,
  perTensorQuant,
  roundingDivideByPowerOfTwo,
  roundingDoublingHighMultiply,
  softmaxExponentials,
  softmaxProblem,
  softmaxReciprocal,
} from '@tinyml/core';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';

/** The sum of an int8 row keeps 12 integer bits. */
const greatestDepth = 4095;

const softmaxFloat = (x: Float32Array, depth: number, beta: number): Float32Array => {
  const result = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += depth) {
    const row = x.subarray(start, start + depth);
    const greatest = row.reduce((a, b) => Math.max(a, b), -Infinity);
    let sum = 0;
    for (const [i, value] of row.entries()) {
      const power = Math.exp((value - greatest) * beta);
      result[start + i] = power;
      sum += power;
    }
    for (let i = start; i < start + depth; i += 1) result[i] = (result[i] as number) / sum;
  }
  return result;
};

const softmaxInt8 = (x: Int8Array, depth: number, exponentials: Int32Array): Int8Array => {
  const result = new Int8Array(x.length);
  for (let start = 0; start < x.length; start += depth) {
    const row = x.subarray(start, start + depth);
    const greatest = row.reduce((a, b) => Math.max(a, b), -128);
    const powers = Int32Array.from(row, (value) => exponentials[greatest - value] ?? 0);
    const sum = powers.reduce((total, power) => total + roundingDivideByPowerOfTwo(power, 12), 0);
    const { value: reciprocal, shift } = softmaxReciprocal(sum);
    for (const [i, power] of powers.entries()) {
      const scaled = roundingDoublingHighMultiply(power, reciprocal);
      // A sum of 512 or more leaves no share above half a step; LiteRT aborts there.
      const share = shift > 8 ? 0 : roundingDivideByPowerOfTwo(scaled, shift + 23);
      result[start + i] = Math.min(127, share - 128);
    }
  }
  return result;
};

/** exp(beta · x) over the last axis, divided by its sum. The int8 result has scale 1/256 and zero point −128. */
export const softmax = defineOperator({
  name: 'softmax',
  version: 1,
  summary: 'exp(beta · x) over its sum along the last axis',
  traits: { probabilities: 'softmax' },
  slots: { gradient: () => import('./gradient.ts'), keras, quantize, tflite },
  attributes: {
    type: 'object',
    properties: { beta: { type: 'number' } },
    required: ['beta'],
    additionalProperties: false,
  },
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    if (x.type.shape.length === 0) throw new OperatorError('a scalar has no axis to normalise');
    return [{ dtype: x.type.dtype, shape: x.type.shape }];
  },
  check({ attrs, inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) return 'needs an operand and a result';
    if (x.dtype !== y.dtype) return `operand and result must have one type, not ${x.dtype} and ${y.dtype}`;
    if (x.dtype === 'float32') return undefined;
    if (x.dtype !== 'int8') return `${x.dtype} is not supported; float32 and int8 are`;
    const problem =
      perTensorProblem('the operand', x) ??
      perTensorProblem('the result', y) ??
      softmaxProblem(perTensorQuant(x).scale, attrs.beta);
    if (problem !== undefined) return problem;
    if ((x.shape.at(-1) ?? 0) > greatestDepth) return `an axis of more than ${String(greatestDepth)} is not supported`;
    const { scale, zeroPoint } = perTensorQuant(y);
    return scale === 1 / 256 && zeroPoint === -128
      ? undefined
      : "the int8 result's scale must be 1/256 and its zero point -128";
  },
  run({ attrs, inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    const depth = x.type.shape.at(-1) ?? 1;
    if (elementCount(x.type.shape) === 0) return [x.data.slice(0)];
    if (x.type.dtype === 'float32') return [softmaxFloat(x.data as Float32Array, depth, Math.fround(attrs.beta))];
    return [softmaxInt8(x.data as Int8Array, depth, softmaxExponentials(perTensorQuant(x.type).scale, attrs.beta))];
  },
  macs: () => 0,
});
