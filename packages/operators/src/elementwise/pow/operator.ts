import { binaryOperator, type NoAttributes, noAttributes } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    pow: NoAttributes;
  }
}

/** C's pow: 1 to any power is 1, and so is −1 to an infinite one. */
const power = (a: number, b: number): number =>
  a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : Math.pow(a, b);

const wholePower = (base: number, exponent: number): number => {
  if (exponent < 0) return 0;
  let [result, square] = [1, base];
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
};

/** a to the power of b. Integers wrap at 32 bits; a negative exponent, which TensorFlow Lite refuses, gives 0. */
export const pow = binaryOperator({
  name: 'pow',
  version: 1,
  summary: 'power, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: { pytorch, keras, kernels, gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => power,
  plain: { int32: () => wholePower },
});
