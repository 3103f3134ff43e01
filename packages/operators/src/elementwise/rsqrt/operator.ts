import { patterns } from './patterns.ts';
import {
  multiplyByQuantizedMultiplier,
  type NoAttributes,
  noAttributes,
  type PerTensorQuant,
  quantizeMultiplier,
  storedFunction,
  unaryOperator,
} from '@tinyml/core';
import { inverseSquareRoot } from '@tinyml/core/internal';
import { kernels } from './kernels.ts';
import { storedRsqrt } from './stored-rsqrt.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    rsqrt: NoAttributes;
  }
}

/** Bits below one of an integer's inverse square root. */
const fractionBits = 20;

const factor = (input: PerTensorQuant, output: PerTensorQuant): number =>
  1 / Math.fround(Math.fround(Math.sqrt(input.scale)) * output.scale);

/** 1 / √x. Stored integers that stand for 0 or less give the greatest result; TensorFlow Lite refuses those below 0. */
export const rsqrt = unaryOperator({
  name: 'rsqrt',
  version: 1,
  summary: 'reciprocal of the square root',
  slots: { patterns, pytorch, keras, kernels, micro: 'AddRsqrt', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => (x) => 1 / Math.fround(Math.sqrt(x)),
  quantizedTypes: ['int8', 'int16'],
  quantized(_, input, output) {
    if (input.dtype === 'int16') return storedFunction(input, output, storedRsqrt(output));
    const { multiplier, shift } = quantizeMultiplier(factor(input, output));
    return (stored) => {
      const value = stored - input.zeroPoint;
      if (value <= 0) return 127;
      const root = inverseSquareRoot(value);
      const power = multiplyByQuantizedMultiplier(1, root.multiplier, root.shift + fractionBits);
      return multiplyByQuantizedMultiplier(power, multiplier, shift - fractionBits) + output.zeroPoint;
    };
  },
  quantizedProblem: (_, input, output) =>
    input.dtype === 'int16' || factor(input, output) < 2 ** (fractionBits + 10)
      ? undefined
      : 'the scales are too small',
});
