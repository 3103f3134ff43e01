import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    floor: NoAttributes;
  }
}

/** The greatest integer that is not above x. */
export const floor = unaryOperator({
  name: 'floor',
  version: 1,
  summary: 'rounded down to an integer',
  traits: { monotone: true },
  slots: {
    onnx,
    pytorch,
    keras,
    kernels,
    micro: 'AddFloor',
    gradient: none('its derivative is 0 wherever it has one'),
    tflite,
  },
  attributes: noAttributes,
  float32: () => Math.floor,
});
