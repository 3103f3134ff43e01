import { keras } from './keras.ts';
import { noAttributes, tabulateReal, unaryOperator } from '@tinyml/core';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';

/** 1 / (1 + exp(−x)). The int8 result has a scale of 1/256, as in TensorFlow Lite. */
export const logistic = unaryOperator({
  name: 'logistic',
  version: 1,
  summary: 'sigmoid, 1 / (1 + exp(−x))',
  traits: { monotone: true, probabilities: 'logistic' },
  slots: { gradient: () => import('./gradient.ts'), keras, quantize, tflite },
  attributes: noAttributes,
  float32: () => (x) => 1 / (1 + Math.exp(-x)),
  int8: (_, input, output) => tabulateReal(input, output, (x) => 1 / Math.fround(1 + Math.fround(Math.exp(-x)))),
  int8Problem: (_, __, output) => (output.scale === 1 / 256 ? undefined : "the int8 result's scale must be 1/256"),
});
