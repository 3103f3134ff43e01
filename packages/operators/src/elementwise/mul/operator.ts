import {
  activationRange,
  activationSchema,
  binaryOperator,
  clamp,
  int32ActivationRange,
  multiplyByQuantizedMultiplier,
  perTensorQuant,
  productFactor,
  productProblem,
  quantizedActivationRange,
} from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';

/** a · b */
export const mul = binaryOperator({
  name: 'mul',
  version: 1,
  summary: 'product of two tensors, element by element',
  traits: { arithmetic: 'mul', elementwise: true, keepsChannels: true, monotoneInEach: true },
  slots: { gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: {
    type: 'object',
    properties: { activation: activationSchema },
    required: ['activation'],
    additionalProperties: false,
  },
  float32({ activation }) {
    const [low, high] = activationRange(activation);
    return (a, b) => clamp(Math.fround(a * b), low, high);
  },
  int32({ activation }) {
    const [low, high] = int32ActivationRange(activation);
    return (a, b) => clamp(Math.imul(a, b), low, high);
  },
  int8({ activation }, { a, b, output }) {
    const [qa, qb, qo] = [perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)];
    const { multiplier, shift } = productFactor(qa, qb, qo);
    const [low, high] = quantizedActivationRange(activation, qo.scale, qo.zeroPoint, 'int8');
    return (x, y) => {
      const product = (x - qa.zeroPoint) * (y - qb.zeroPoint);
      return clamp(multiplyByQuantizedMultiplier(product, multiplier, shift) + qo.zeroPoint, low, high);
    };
  },
  int8Problem: ({ a, b, output }) => productProblem(perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)),
});
