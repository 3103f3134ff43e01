import { patterns } from './patterns.ts';
import { alongLastAxis } from '../../movement/moved-axes.ts';
import { keras } from './keras.ts';
import {
  allocate,
  defineOperator,
  type DType,
  elementCount,
  type IntegerDType,
  integerRange,
  isPresent,
  OperatorError,
  type OptionsOf,
  perTensorProblem,
  perTensorQuant,
  type QuantizedMultiplier,
  roundingDivideByPowerOfTwo,
  roundingDoublingHighMultiply,
  storedProblem,
  type TensorData,
  typesProblem,
} from '@tinyml/core';
import { softmaxExponentials, softmaxProblem, softmaxReciprocal } from '@tinyml/core/internal';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { differenceFactor, int16Problem, softmaxRow } from './int16.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';
import { tensorflow } from './tensorflow.ts';

const attributes = {
  type: 'object',
  properties: { beta: { type: 'number' } },
  required: ['beta'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x; over the last axis */
    readonly softmax: OptionsOf<typeof attributes>;
  }
}

/** The sum of an 8-bit row keeps 12 integer bits. */
const greatestDepth = 4095;

/** That of a 16-bit row, 16. */
const greatestDepth16 = 65535;

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

/** Stored results reach from the type's least value up: `dtype` is theirs. */
const softmax8 = (x: Int8Array | Uint8Array, depth: number, powersOf: Int32Array, dtype: IntegerDType): TensorData => {
  const result = allocate(dtype, x.length);
  const [least, most] = integerRange(dtype);
  const bits = dtype === 'int16' ? 16 : 8;
  for (let start = 0; start < x.length; start += depth) {
    const row = Int16Array.from(x.subarray(start, start + depth));
    const greatest = row.reduce((a, b) => Math.max(a, b), -128);
    const powers = Int32Array.from(row, (value) => powersOf[greatest - value] ?? 0);
    const sum = powers.reduce((total, power) => total + roundingDivideByPowerOfTwo(power, 12), 0);
    const { value: reciprocal, shift } = softmaxReciprocal(sum);
    for (const [i, power] of powers.entries()) {
      const scaled = roundingDoublingHighMultiply(power, reciprocal);
      // In 8 bits a sum of 512 or more leaves no share above half a step; LiteRT aborts there.
      const share = shift > bits ? 0 : roundingDivideByPowerOfTwo(scaled, shift + 31 - bits);
      result[start + i] = Math.min(most, share + least);
    }
  }
  return result;
};

const softmax16 = (x: Int16Array, depth: number, factor: QuantizedMultiplier): Int16Array => {
  const result = new Int16Array(x.length);
  for (let start = 0; start < x.length; start += depth)
    result.set(softmaxRow(x.subarray(start, start + depth), factor), start);
  return result;
};

interface ResultQuant {
  readonly scale: number;
  readonly zeroPoint: number;
  readonly words: string;
}

/** The only quantisation of results of each type: 0 … 1, over all values or over those from 0 up. */
const results: Readonly<Partial<Record<DType, ResultQuant>>> = {
  int8: { scale: 1 / 256, zeroPoint: -128, words: '1/256 and its zero point -128' },
  uint8: { scale: 1 / 256, zeroPoint: 0, words: '1/256 and its zero point 0' },
  int16: { scale: 1 / 32768, zeroPoint: 0, words: '1/32768 and its zero point 0' },
};

/** That of 16-bit results of 8-bit operands: 0 … 1 over all values. */
const wideResult: ResultQuant = { scale: 1 / 65536, zeroPoint: -32768, words: '1/65536 and its zero point -32768' };

/** exp(beta · x) over the last axis, divided by its sum. Stored results have the quantisation of `results`. */
export const softmax = defineOperator({
  name: 'softmax',
  version: 1,
  summary: 'exp(beta · x) over its sum along the last axis',
  traits: { probabilities: 'softmax' },
  slots: {
    tensorflow,
    onnx,
    patterns,
    axisOrder: alongLastAxis,
    micro: 'AddSoftmax',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    quantize,
    tflite,
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    if (x.type.shape.length === 0) throw new OperatorError('a scalar has no axis to normalise');
    return [{ dtype: x.type.dtype, shape: x.type.shape }];
  },
  check({ attrs, inputs: [x], outputs: [y] }) {
    if (!isPresent(x) || y === undefined) return 'needs an operand and a result';
    const widened = y.dtype === 'int16' && (x.dtype === 'int8' || x.dtype === 'uint8');
    if (x.dtype !== y.dtype && !widened) return `operand and result must have one type, not ${x.dtype} and ${y.dtype}`;
    if (x.dtype === 'float32') return undefined;
    const result = widened ? wideResult : results[x.dtype];
    if (result === undefined) return typesProblem(x.dtype, ['float32', 'int8', 'uint8', 'int16']);
    const wide = x.dtype === 'int16';
    const problem =
      storedProblem('the operand', x) ??
      (widened ? perTensorProblem : storedProblem)('the result', y) ??
      (wide ? int16Problem : softmaxProblem)(perTensorQuant(x).scale, attrs.beta);
    if (problem !== undefined) return problem;
    const most = wide ? greatestDepth16 : greatestDepth;
    if ((x.shape.at(-1) ?? 0) > most) return `an axis of more than ${String(most)} is not supported`;
    const { scale, zeroPoint } = perTensorQuant(y);
    return scale === result.scale && zeroPoint === result.zeroPoint
      ? undefined
      : `the ${y.dtype} result's scale must be ${result.words}`;
  },
  run({ attrs, inputs: [x], outputs: [y] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    const depth = x.type.shape.at(-1) ?? 1;
    if (elementCount(x.type.shape) === 0) return [x.data.slice(0)];
    if (x.type.dtype === 'float32') return [softmaxFloat(x.data as Float32Array, depth, Math.fround(attrs.beta))];
    const { scale } = perTensorQuant(x.type);
    if (x.type.dtype === 'int16') return [softmax16(x.data as Int16Array, depth, differenceFactor(scale, attrs.beta))];
    return [
      softmax8(x.data as Int8Array, depth, softmaxExponentials(scale, attrs.beta), (y ?? x.type).dtype as IntegerDType),
    ];
  },
  macs: () => 0,
});
