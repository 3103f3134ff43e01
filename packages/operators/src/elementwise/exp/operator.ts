import { type NoAttributes, noAttributes, storedFunction, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    exp: NoAttributes;
  }
}

/** exp(x) */
export const exp = unaryOperator({
  name: 'exp',
  version: 1,
  summary: 'exponential',
  traits: { monotone: true },
  slots: { onnx, pytorch, keras, kernels, micro: 'AddExp', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => Math.exp,
  quantizedTypes: ['int8', 'int16'],
  quantized: (_, input, output) => storedFunction(input, output, Math.exp),
});
