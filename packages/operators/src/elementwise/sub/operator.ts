import {
  activationRange,
  activationSchema,
  binaryOperator,
  clamp,
  int32ActivationRange,
  perTensorQuant,
  quantizedSum,
  sumProblem,
} from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';

/** a − b */
export const sub = binaryOperator({
  name: 'sub',
  version: 1,
  summary: 'difference of two tensors, element by element',
  traits: { arithmetic: 'sub', elementwise: true, keepsChannels: true, monotoneInEach: true },
  slots: { gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: {
    type: 'object',
    properties: { activation: activationSchema },
    required: ['activation'],
    additionalProperties: false,
  },
  float32({ activation }) {
    const [low, high] = activationRange(activation);
    return (a, b) => clamp(Math.fround(a - b), low, high);
  },
  int32({ activation }) {
    const [low, high] = int32ActivationRange(activation);
    return (a, b) => clamp((a - b) | 0, low, high);
  },
  int8: ({ activation }, { a, b, output }) => quantizedSum(activation, a, b, output, -1),
  int8Problem: ({ a, b, output }) => sumProblem(perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)),
});
