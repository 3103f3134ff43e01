import { type NoAttributes, noAttributes, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    sqrt: NoAttributes;
  }
}

/** Square root. Stored integers are cut, not rounded, as in TensorFlow Lite, which refuses those below 0: they give 0. */
export const sqrt = unaryOperator({
  name: 'sqrt',
  version: 1,
  summary: 'square root',
  traits: { monotone: true },
  slots: { onnx, pytorch, keras, kernels, micro: 'AddSqrt', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => Math.sqrt,
  quantizedTypes: ['int8', 'int16'],
  quantized: (_, input, output) => (stored) => {
    const real = Math.fround(input.scale * Math.max(0, stored - input.zeroPoint));
    return Math.trunc(Math.fround(Math.fround(Math.sqrt(real)) / output.scale)) + output.zeroPoint;
  },
});
