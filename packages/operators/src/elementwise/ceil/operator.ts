import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    ceil: NoAttributes;
  }
}

/** The least integer that is not below x. */
export const ceil = unaryOperator({
  name: 'ceil',
  version: 1,
  summary: 'rounded up to an integer',
  traits: { monotone: true },
  slots: {
    onnx,
    pytorch,
    keras,
    kernels,
    micro: 'AddCeil',
    gradient: none('its derivative is 0 wherever it has one'),
    tflite,
  },
  attributes: noAttributes,
  float32: () => Math.ceil,
});
