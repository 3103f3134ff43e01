import { patterns } from './patterns.ts';
import { alongLastAxis } from '../../movement/moved-axes.ts';
import {
  none,
  activationSchema,
  clamp,
  activationRange,
  defineOperator,
  type OptionsOf,
  OperatorError,
  multiplyByQuantizedMultiplier,
  perTensorProblem,
  perTensorQuant,
  required,
} from '@tinyml/core';
import { inverseSquareRoot } from '@tinyml/core/internal';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['activation'],
  properties: { activation: activationSchema },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly l2_normalization: OptionsOf<typeof attributes>;
  }
}

/** x divided by the root of the sum of its squares along the last axis. A quantised result has scale 1/128. */
export const l2Normalization = defineOperator({
  name: 'l2_normalization',
  version: 1,
  summary: 'each row divided by the root of the sum of its squares',
  slots: {
    patterns,
    axisOrder: alongLastAxis,
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    quantize: { operands: ['activation'], resultRange: [-1, 1] },
    tflite,
    micro: 'AddL2Normalization',
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    const { type } = required(x);
    if (type.shape.length === 0) throw new OperatorError('needs a row');
    return [{ dtype: type.dtype, shape: type.shape }];
  },
  check({ attrs, inputs: [x], outputs: [y] }) {
    if (x == null || x.dtype !== y?.dtype) return 'operand and result must have one type';
    if (x.dtype === 'float32') return undefined;
    if (x.dtype !== 'int8' && x.dtype !== 'uint8') return `${x.dtype} is not supported`;
    if (attrs.activation !== 'none') return 'an activation is supported for float32 only';
    const problem = perTensorProblem('the operand', x) ?? perTensorProblem('the result', y);
    if (problem !== undefined) return problem;
    const { scale, zeroPoint } = perTensorQuant(y);
    return scale === 1 / 128 && zeroPoint === (y.dtype === 'int8' ? 0 : 128)
      ? undefined
      : 'the result must have scale 1/128 and zero in the middle of its type';
  },
  run({ attrs, inputs: [x] }) {
    const { type, data } = required(x);
    const depth = type.shape.at(-1) ?? 1;
    if (type.dtype === 'float32') {
      const [low, high] = activationRange(attrs.activation);
      const result = new Float32Array(data.length);
      for (let start = 0; start < data.length; start += depth) {
        let sum = 0;
        for (let i = start; i < start + depth; i++) sum = Math.fround(sum + Math.fround((data[i] as number) ** 2));
        const norm = Math.max(Math.fround(Math.sqrt(sum)), Math.fround(1e-6));
        for (let i = start; i < start + depth; i++)
          result[i] = Math.min(high, Math.max(low, Math.fround((data[i] as number) / norm)));
      }
      return [result];
    }
    const { zeroPoint } = perTensorQuant(type);
    const signed = type.dtype === 'int8';
    const middle = signed ? 0 : 128;
    const result = new (signed ? Int8Array : Uint8Array)(data.length);
    for (let start = 0; start < data.length; start += depth) {
      let sum = 0;
      for (let i = start; i < start + depth; i++) sum += ((data[i] as number) - zeroPoint) ** 2;
      const { multiplier, shift } = inverseSquareRoot(sum);
      for (let i = start; i < start + depth; i++) {
        const value = (data[i] as number) - zeroPoint;
        // The factor 128 goes into the shift where the type is signed, else into the value: they round differently.
        const scaled = signed
          ? multiplyByQuantizedMultiplier(value, multiplier, shift + 7)
          : multiplyByQuantizedMultiplier(128 * value, multiplier, shift);
        result[i] = clamp(scaled + middle, middle - 128, middle + 127);
      }
    }
    return [result];
  },
  macs: () => 0,
});
