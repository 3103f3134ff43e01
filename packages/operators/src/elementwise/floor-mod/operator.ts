import { binaryOperator, type NoAttributes, noAttributes, none } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    floor_mod: NoAttributes;
  }
}

const remainder = (a: number, b: number): number => {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
};

const whole = (a: number, b: number): number => (b === 0 ? 0 : remainder(a, b));

/** a − ⌊a / b⌋ · b, with the sign of b. Integers are taken as they are stored; by 0, which TensorFlow Lite refuses, they give 0. */
export const floorMod = binaryOperator({
  name: 'floor_mod',
  version: 1,
  summary: 'remainder with the sign of the divisor, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: {
    pytorch,
    keras,
    kernels,
    quantize: none('TensorFlow Lite divides stored integers as they are, whatever their scale'),
    micro: 'AddFloorMod',
    gradient: none('its result jumps where training moves by small steps'),
    tflite,
  },
  attributes: noAttributes,
  float32: () => remainder,
  plain: { int8: () => whole, int16: () => whole, int32: () => whole },
  int64: () => (a, b) => {
    if (b === 0n) return 0n;
    const rest = a % b;
    return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
  },
});
