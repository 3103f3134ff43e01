import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    round: NoAttributes;
  }
}

/** The nearest integer, halves to the even one. */
export const round = unaryOperator({
  name: 'round',
  version: 1,
  summary: 'rounded to the nearest integer, halves to even',
  traits: { monotone: true },
  slots: { onnx, keras, kernels, micro: 'AddRound', gradient: none('its derivative is 0 wherever it has one'), tflite },
  attributes: noAttributes,
  float32: () => (x) => {
    const below = Math.floor(x);
    const rest = x - below;
    return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
  },
});
