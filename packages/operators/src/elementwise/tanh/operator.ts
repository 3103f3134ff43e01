import { keras } from './keras.ts';
import { noAttributes, tabulateReal, unaryOperator } from '@tinyml/core';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';

/** Hyperbolic tangent. */
export const tanh = unaryOperator({
  name: 'tanh',
  version: 1,
  summary: 'hyperbolic tangent',
  traits: { monotone: true },
  slots: { gradient: () => import('./gradient.ts'), keras, quantize, tflite },
  attributes: noAttributes,
  float32: () => Math.tanh,
  int8: (_, input, output) => tabulateReal(input, output, Math.tanh),
});
