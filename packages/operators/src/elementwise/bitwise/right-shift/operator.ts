import { binaryOperator, clamp, type NoAttributes, noAttributes, none } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    right_shift: NoAttributes;
  }
}

const shifted =
  (most: number) =>
  (a: number, b: number): number =>
    a >> clamp(b, 0, most);

/** a shifted right by b bits, b limited to what the type has. Integers are taken as they are stored. */
export const rightShift = binaryOperator({
  name: 'right_shift',
  version: 1,
  summary: 'arithmetic shift right, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: { keras, kernels, gradient: none('it works on integers, which training cannot move by small steps'), tflite },
  attributes: noAttributes,
  plain: { int8: () => shifted(7), uint8: () => shifted(7), int16: () => shifted(15), int32: () => shifted(31) },
});
