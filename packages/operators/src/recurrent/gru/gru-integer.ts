import {
  clamp,
  quantizeMultiplier,
  roundingDivideByPowerOfTwo,
  type Ops,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { applyProduct, productOf, rowsOf, scaled, type Product } from '../integer-product.ts';
import { logisticInt16, tanhInt16 } from '../int16-functions.ts';

/** The state lies between −1 and 1, as the candidates do. */
export const gruStateScale = 2 ** -15;

/** Gates have three integer bits. */
const gateScale = 2 ** -12;

/** All constants of the units in integers, as their steps use them. */
export interface IntegerGru {
  readonly units: number;
  readonly input: Product;
  readonly recurrent: Product;
  /** From the state to the result. */
  readonly shown: { readonly factor: ReturnType<typeof quantizeMultiplier>; readonly zeroPoint: number };
}

/** Of the operands that are no constants only the types are read. */
export const integerGru = (operands: readonly (Tensor | null)[], result: TensorType): IntegerGru => {
  const [x, weights, recurrent, bias, recurrentBias] = operands as readonly [Tensor, Tensor, Tensor, Tensor, Tensor];
  const scaleOf = ({ quant }: TensorType): number => quant?.scale[0] ?? 1;
  const zeroPoint = result.quant?.zeroPoint[0] ?? 0;
  const fromInput = (scaleOf(weights.type) * scaleOf(x.type)) / gateScale;
  const fromState = (scaleOf(recurrent.type) * scaleOf(result)) / gateScale;
  return {
    units: (weights.type.shape[0] ?? 0) / 3,
    input: productOf(weights, x.type.quant?.zeroPoint[0] ?? 0, bias, fromInput),
    recurrent: productOf(recurrent, zeroPoint, recurrentBias, fromState),
    shown: { factor: quantizeMultiplier(gruStateScale / scaleOf(result)), zeroPoint },
  };
};

const toInt16 = (value: number): number => clamp(value, -32768, 32767);

/** What products and the next layer take of the state: 8 bits, rescaled as LiteRT's `quantize` does. */
export const shownState = ({ shown: { factor, zeroPoint } }: IntegerGru, state: Int16Array): Int8Array =>
  Int8Array.from(state, (value) => clamp(scaled(value, factor) + zeroPoint, -128, 127));

/** One step on one sample: int8 in, the int16 state in and out. */
export const integerGruStep = (
  { resetAfter }: Ops['gru'],
  gru: IntegerGru,
): ((x: Int8Array, state: Int16Array) => Int16Array) => {
  const { input, recurrent, shown, units } = gru;
  const gateRows = rowsOf(recurrent, 0, 2 * units);
  const candidateRows = rowsOf(recurrent, 2 * units, 3 * units);
  return (x, state) => {
    const h = shownState(gru, state);
    const fromInput = applyProduct(input, x).map(toInt16);
    const gates = applyProduct(gateRows, h).map((sum, i) => logisticInt16(toInt16((fromInput[i] as number) + sum)));
    const reset = gates.subarray(units);
    const times = (value: number, i: number): number => roundingDivideByPowerOfTwo((reset[i] as number) * value, 15);
    const fromState = resetAfter
      ? applyProduct(candidateRows, h).map(toInt16).map(times)
      : applyProduct(
          candidateRows,
          h.map((value, i) => times(value - shown.zeroPoint, i) + shown.zeroPoint),
        );
    return state.map((value, i) => {
      const candidate = tanhInt16(toInt16((fromInput[2 * units + i] as number) + (fromState[i] as number)), 3);
      const update = gates[i] as number;
      return toInt16(roundingDivideByPowerOfTwo(update * value + (32768 - update) * candidate, 15));
    });
  };
};
