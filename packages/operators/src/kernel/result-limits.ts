import { quantizedActivationRange, type Activation, type TensorType } from '@tinyml/core';

/** What results of 8 bits are limited to, and the zero point in them. */
export interface ResultLimits {
  readonly min: number;
  readonly max: number;
  readonly zeroPoint: number;
}

export const resultLimits = (
  activation: Activation,
  { quant }: TensorType,
  dtype: 'int8' | 'uint8' = 'int8',
): ResultLimits => {
  const zeroPoint = quant?.zeroPoint[0] ?? 0;
  const [min, max] = quantizedActivationRange(activation, quant?.scale[0] ?? 1, zeroPoint, dtype);
  return { min, max, zeroPoint };
};
