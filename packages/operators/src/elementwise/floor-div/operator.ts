import { binaryOperator, type NoAttributes, noAttributes, none } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    floor_div: NoAttributes;
  }
}

const floored = (a: number, b: number): number => (b === 0 ? 0 : Math.floor(a / b));

/** a / b rounded down. Integers are divided as they are stored; by 0, which TensorFlow Lite refuses, they give 0. */
export const floorDiv = binaryOperator({
  name: 'floor_div',
  version: 1,
  summary: 'quotient rounded down, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: {
    pytorch,
    keras,
    kernels,
    quantize: none('TensorFlow Lite divides stored integers as they are, whatever their scale'),
    micro: 'AddFloorDiv',
    gradient: none('its result jumps where training moves by small steps'),
    tflite,
  },
  attributes: noAttributes,
  float32: () => (a, b) => Math.floor(a / b),
  plain: { int8: () => floored, int16: () => floored, int32: () => floored },
});
