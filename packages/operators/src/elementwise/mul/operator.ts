import {
  activationRange,
  activationSchema,
  binaryOperator,
  clamp,
  integerActivation,
  integerActivation64,
  type IntegerDType,
  multiplyByQuantizedMultiplier,
  type OptionsOf,
  perTensorQuant,
  quantizedActivationRange,
} from '@tinyml/core';
import { productFactor, productProblem } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

const attributes = {
  type: 'object',
  properties: { activation: activationSchema },
  required: ['activation'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly mul: OptionsOf<typeof attributes>;
  }
}

/** a · b */
export const mul = binaryOperator({
  name: 'mul',
  version: 1,
  summary: 'product of two tensors, element by element',
  traits: { arithmetic: 'mul', elementwise: true, keepsChannels: true, monotoneInEach: true },
  slots: { onnx, pytorch, micro: 'AddMul', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
  attributes,
  float32({ activation }) {
    const [low, high] = activationRange(activation);
    return (a, b) => clamp(Math.fround(a * b), low, high);
  },
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized({ activation }, { a, b, output }) {
    const [qa, qb, qo] = [perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)];
    const { multiplier, shift } = productFactor(qa, qb, qo);
    const [low, high] = quantizedActivationRange(activation, qo.scale, qo.zeroPoint, output.dtype as IntegerDType);
    return (x, y) => {
      const product = (x - qa.zeroPoint) * (y - qb.zeroPoint);
      return clamp(multiplyByQuantizedMultiplier(product, multiplier, shift) + qo.zeroPoint, low, high);
    };
  },
  quantizedProblem: (_, { a, b, output }) =>
    productProblem(perTensorQuant(a), perTensorQuant(b), perTensorQuant(output), a.dtype === 'int16' ? 31 : 17),
  plain: {
    int16: ({ activation }) => integerActivation('int16', activation, Math.imul),
    int32: ({ activation }) => integerActivation('int32', activation, Math.imul),
  },
  int64: ({ activation }) => integerActivation64(activation, (a, b) => a * b),
});
