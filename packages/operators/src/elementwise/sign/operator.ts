import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    sign: NoAttributes;
  }
}

/** −1, 0 or 1 by the sign of x. */
export const sign = unaryOperator({
  name: 'sign',
  version: 1,
  summary: '−1, 0 or 1 by the sign of x',
  traits: { monotone: true },
  slots: { onnx, pytorch, keras, kernels, gradient: none('its derivative is 0 wherever it has one'), tflite },
  attributes: noAttributes,
  float32: () => (x) => (Number.isNaN(x) ? x : Number(x > 0) - Number(x < 0)),
  plain: { int32: Math.sign },
});
