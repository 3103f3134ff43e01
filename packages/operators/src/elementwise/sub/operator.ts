import {
  activationRange,
  activationSchema,
  binaryOperator,
  clamp,
  integerActivation,
  integerActivation64,
  type OptionsOf,
} from '@tinyml/core';
import { quantizedSum, quantizedSumProblem } from '@tinyml/core/internal';
import type { QuantRule } from '@tinyml/passes';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

const attributes = {
  type: 'object',
  properties: {
    activation: activationSchema,
    potScaleInt16: { type: 'boolean', description: 'int16 whose scales are powers of two: shift, do not rescale' },
  },
  required: ['activation'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly sub: OptionsOf<typeof attributes>;
  }
}

/** A difference that quantisation makes always rescales, whatever scales come out. */
const quantize: QuantRule = { operands: ['activation'], int16Attributes: { potScaleInt16: false } };

/** a − b */
export const sub = binaryOperator({
  name: 'sub',
  version: 1,
  summary: 'difference of two tensors, element by element',
  traits: { arithmetic: 'sub', elementwise: true, keepsChannels: true, monotoneInEach: true },
  slots: { onnx, micro: 'AddSub', kernels, gradient: () => import('./gradient.ts'), keras, quantize, tflite },
  attributes,
  float32({ activation }) {
    const [low, high] = activationRange(activation);
    return (a, b) => clamp(Math.fround(a - b), low, high);
  },
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized: (attrs, types) => quantizedSum(attrs, types, -1),
  quantizedProblem: quantizedSumProblem,
  plain: {
    int32: ({ activation }) => integerActivation('int32', activation, (a, b) => a - b),
  },
  int64: ({ activation }) => integerActivation64(activation, (a, b) => a - b),
});
