import {
  binaryOperator,
  clamp,
  multiplyByQuantizedMultiplier,
  type NoAttributes,
  noAttributes,
  none,
  perTensorQuant,
  quantizeMultiplier,
  type TensorType,
} from '@tinyml/core';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    squared_difference: NoAttributes;
  }
}

/** Bits by which stored operands are shifted up before they are rescaled to twice the greater scale. */
const leftShift = 7;

const outputFactor = (a: TensorType, b: TensorType, output: TensorType): number => {
  const common = 2 * Math.max(perTensorQuant(a).scale, perTensorQuant(b).scale);
  return (common * common) / Math.fround(2 ** (2 * leftShift) * perTensorQuant(output).scale);
};

/** (a − b)² */
export const squaredDifference = binaryOperator({
  name: 'squared_difference',
  version: 1,
  summary: 'square of the difference, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: {
    micro: 'AddSquaredDifference',
    gradient: () => import('./gradient.ts'),
    tflite: none('the reader still makes it of other operators'),
  },
  attributes: noAttributes,
  float32: () => (a, b) => Math.fround(a - b) ** 2,
  quantized: (_, { a, b, output }) => {
    const [qa, qb, qo] = [perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)];
    const common = 2 * Math.max(qa.scale, qb.scale);
    const first = quantizeMultiplier(qa.scale / common);
    const second = quantizeMultiplier(qb.scale / common);
    const { multiplier, shift } = quantizeMultiplier(outputFactor(a, b, output));
    return (x, y) => {
      const difference =
        multiplyByQuantizedMultiplier((x - qa.zeroPoint) << leftShift, first.multiplier, first.shift) -
        multiplyByQuantizedMultiplier((y - qb.zeroPoint) << leftShift, second.multiplier, second.shift);
      const square = multiplyByQuantizedMultiplier(difference * difference, multiplier, shift);
      return clamp(square + qo.zeroPoint, -128, 127);
    };
  },
  quantizedProblem: (_, { a, b, output }) =>
    outputFactor(a, b, output) < 1 ? undefined : "the result's scale is too small against the operands'",
  plain: {
    int32: () => (a, b) => Math.imul(a - b, a - b),
  },
});
