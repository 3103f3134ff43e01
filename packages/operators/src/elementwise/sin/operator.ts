import { type NoAttributes, noAttributes, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    sin: NoAttributes;
  }
}

/** Sine. */
export const sin = unaryOperator({
  name: 'sin',
  version: 1,
  summary: 'sine',
  slots: { onnx, pytorch, keras, kernels, micro: 'AddSin', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => Math.sin,
});
