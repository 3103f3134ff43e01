import { activationRange, clamp, quantizeMultiplier, type Tensor, type TensorType } from '@tinyml/core';
import type { CellActivation } from './cell-activation.ts';
import { applyProduct, productOf, scaled, type Product } from './integer-product.ts';
import { tanhInt16 } from './int16-functions.ts';

/** All constants of a simple recurrent network in integers, as its steps use them. */
export interface IntegerRnn {
  readonly input: Product;
  readonly recurrent: Product;
  /** From tanh to the result; undefined: sums have the result's scale. */
  readonly tanh: ReturnType<typeof quantizeMultiplier> | undefined;
  readonly zeroPoint: number;
  /** Limits of the stored result. */
  readonly limits: readonly [least: number, greatest: number];
}

/** Of the operands that are no constants only the types are read. */
export const integerRnn = (
  activation: CellActivation,
  operands: readonly (Tensor | null)[],
  result: TensorType,
): IntegerRnn => {
  const [x, weights, recurrent, bias] = operands as readonly [Tensor, Tensor, Tensor, Tensor | null];
  const scaleOf = ({ quant }: TensorType): number => quant?.scale[0] ?? 1;
  const zeroPoint = result.quant?.zeroPoint[0] ?? 0;
  const scale = scaleOf(result);
  // Arguments of tanh have three integer bits.
  const unit = activation === 'tanh' ? 2 ** -12 : scale;
  const [low, high] = activation === 'tanh' ? [-Infinity, Infinity] : activationRange(activation);
  return {
    input: productOf(weights, x.type.quant?.zeroPoint[0] ?? 0, bias, (scaleOf(weights.type) * scaleOf(x.type)) / unit),
    recurrent: productOf(recurrent, zeroPoint, null, (scaleOf(recurrent.type) * scale) / unit),
    tanh: activation === 'tanh' ? quantizeMultiplier(2 ** -15 / scale) : undefined,
    zeroPoint,
    limits: [
      clamp(Math.round(low / scale) + zeroPoint, -128, 127),
      clamp(Math.round(high / scale) + zeroPoint, -128, 127),
    ],
  };
};

const toInt16 = (value: number): number => clamp(value, -32768, 32767);

/** One step on one sample: int8 in, the int8 state in and out. */
export const integerRnnStep =
  ({ input, limits: [low, high], recurrent, tanh, zeroPoint }: IntegerRnn) =>
  (x: Int8Array, h: Int8Array): Int8Array => {
    const more = applyProduct(recurrent, h);
    const sums = applyProduct(input, x).map((sum, i) => toInt16(toInt16(sum) + (more[i] as number)));
    return Int8Array.from(sums, (sum) => {
      const value = tanh === undefined ? sum : scaled(tanhInt16(sum, 3), tanh);
      return clamp(value + zeroPoint, low, high);
    });
  };
