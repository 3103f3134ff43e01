import { type NoAttributes, noAttributes, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    cos: NoAttributes;
  }
}

/** Cosine. */
export const cos = unaryOperator({
  name: 'cos',
  version: 1,
  summary: 'cosine',
  slots: { onnx, pytorch, keras, kernels, micro: 'AddCos', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => Math.cos,
});
