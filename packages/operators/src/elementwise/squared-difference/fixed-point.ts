import { perTensorQuant, quantizeMultiplier, type QuantizedMultiplier, type TensorType } from '@tinyml/core';

/** Bits by which stored operands are shifted up before they are rescaled to twice the greater scale. */
export const leftShift = 7;

const commonScale = (a: TensorType, b: TensorType): number =>
  2 * Math.max(perTensorQuant(a).scale, perTensorQuant(b).scale);

/** From the square to the result's scale. */
export const outputFactor = (a: TensorType, b: TensorType, output: TensorType): number =>
  commonScale(a, b) ** 2 / Math.fround(2 ** (2 * leftShift) * perTensorQuant(output).scale);

/** Factors of each operand to the common scale, and of the square to the result's. */
export const squareFactors = (
  a: TensorType,
  b: TensorType,
  output: TensorType,
): Readonly<Record<'first' | 'second' | 'result', QuantizedMultiplier>> => ({
  first: quantizeMultiplier(perTensorQuant(a).scale / commonScale(a, b)),
  second: quantizeMultiplier(perTensorQuant(b).scale / commonScale(a, b)),
  result: quantizeMultiplier(outputFactor(a, b, output)),
});
