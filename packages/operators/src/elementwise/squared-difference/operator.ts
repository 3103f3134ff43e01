import {
  binaryOperator,
  clamp,
  multiplyByQuantizedMultiplier,
  type NoAttributes,
  noAttributes,
  perTensorQuant,
} from '@tinyml/core';
import { leftShift, outputFactor, squareFactors } from './fixed-point.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    squared_difference: NoAttributes;
  }
}

/** (a − b)² */
export const squaredDifference = binaryOperator({
  name: 'squared_difference',
  version: 1,
  summary: 'square of the difference, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: { keras, kernels, micro: 'AddSquaredDifference', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => (a, b) => Math.fround(a - b) ** 2,
  quantized: (_, { a, b, output }) => {
    const [qa, qb, qo] = [perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)];
    const { first, second, result } = squareFactors(a, b, output);
    return (x, y) => {
      const difference =
        multiplyByQuantizedMultiplier((x - qa.zeroPoint) << leftShift, first.multiplier, first.shift) -
        multiplyByQuantizedMultiplier((y - qb.zeroPoint) << leftShift, second.multiplier, second.shift);
      const square = multiplyByQuantizedMultiplier(difference * difference, result.multiplier, result.shift);
      return clamp(square + qo.zeroPoint, -128, 127);
    };
  },
  quantizedProblem: (_, { a, b, output }) =>
    outputFactor(a, b, output) < 1 ? undefined : "the result's scale is too small against the operands'",
  plain: {
    int32: () => (a, b) => Math.imul(a - b, a - b),
  },
});
