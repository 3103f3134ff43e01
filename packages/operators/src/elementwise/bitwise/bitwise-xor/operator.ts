import { binaryOperator, type NoAttributes, noAttributes, none } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    bitwise_xor: NoAttributes;
  }
}

const xor = (a: number, b: number): number => a ^ b;

/** a ⊻ b, bit by bit. Integers are taken as they are stored. */
export const bitwiseXor = binaryOperator({
  name: 'bitwise_xor',
  version: 1,
  summary: 'exclusive or of bits, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: { keras, kernels, gradient: none('it works on integers, which training cannot move by small steps'), tflite },
  attributes: noAttributes,
  plain: { int8: () => xor, uint8: () => xor, int16: () => xor, int32: () => xor },
});
