import type { Activation } from '../ir/ops.ts';
import type { TensorType } from '../ir/type.ts';
import { clamp } from './clamp.ts';
import { multiplyByQuantizedMultiplier, quantizedActivationRange } from './fixed-point.ts';
import { perTensorQuant } from './per-tensor.ts';
import { sumFactors, sumLeftShift } from './quantized-arithmetic.ts';

/**
 * a + sign · b on stored int8 values, exactly as TensorFlow Lite computes it: both operands are shifted up by 20 bits,
 * rescaled to a common scale, added, and rescaled to the result's.
 */
export const quantizedSum = (
  activation: Activation,
  a: TensorType,
  b: TensorType,
  output: TensorType,
  sign: 1 | -1,
): ((a: number, b: number) => number) => {
  const [qa, qb, qo] = [perTensorQuant(a), perTensorQuant(b), perTensorQuant(output)];
  const factors = sumFactors(qa, qb, qo);
  const [low, high] = quantizedActivationRange(activation, qo.scale, qo.zeroPoint, 'int8');
  return (x, y) => {
    const sum =
      multiplyByQuantizedMultiplier((x - qa.zeroPoint) << sumLeftShift, factors.a.multiplier, factors.a.shift) +
      multiplyByQuantizedMultiplier((sign * (y - qb.zeroPoint)) << sumLeftShift, factors.b.multiplier, factors.b.shift);
    return clamp(
      multiplyByQuantizedMultiplier(sum, factors.output.multiplier, factors.output.shift) + qo.zeroPoint,
      low,
      high,
    );
  };
};
