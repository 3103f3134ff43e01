import { clamp, roundingDivideByPowerOfTwo, type Tensor } from '@tinyml/core';
import { inverseSquareRoot } from '@tinyml/core/internal';
import { logisticInt16, tanhInt16 } from './int16-functions.ts';
import { applyProduct, scaled } from './integer-product.ts';
import { integerLstm, type Normalization } from './lstm-integer-parts.ts';
import type { Gate, LstmAttributes, LstmSizes } from './lstm-operands.ts';

export interface IntegerState {
  readonly output: Int8Array;
  readonly cell: Int16Array;
}

const toInt16 = (value: number): number => clamp(value, -32768, 32767);

/** Layer normalisation in integers: mean in units of 1/1024, the standard deviation by its inverse in fixed point. */
const normalize = (values: Float64Array, { coefficients, bias, factor, guard }: Normalization): Float64Array => {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = Math.trunc((sum * 1024) / values.length);
  const variance = Math.trunc((squares * Math.trunc(1048576 / values.length) - mean * mean) / 1048576);
  const inverse = inverseSquareRoot(variance < 1 ? guard : variance);
  return values.map((value, i) => {
    const deviation = scaled(1024 * value - mean, inverse);
    const weighted = deviation * (coefficients[i] as number) + (bias[i] as number);
    const rounded = Math.trunc((weighted + (weighted > 0 ? 512 : -512)) / 1024);
    return toInt16(scaled(rounded, { multiplier: factor.multiplier, shift: factor.shift + 12 }));
  });
};

/**
 * One step on one sample with int8 activations and weights and an int16 cell state, to the bit as LiteRT's reference
 * kernel (8x8_16): gates in 16 bits with three integer bits.
 */
export const integerStep = (
  attrs: LstmAttributes,
  operands: readonly (Tensor | null)[],
  { cells, outputs }: LstmSizes,
  batch: number,
): ((input: Int8Array, state: IntegerState, sample: number) => IntegerState) => {
  const {
    gates,
    projection,
    hidden: shownAs,
    outputZeroPoint,
    cellBits,
    cellLimit,
    projectionLimit,
  } = integerLstm(attrs, operands);

  return (x, state, sample) => {
    const gate = (name: Gate, cell: Int16Array): Float64Array | undefined => {
      const { input: w, recurrent, peephole, normalization } = gates[name];
      if (w === undefined || recurrent === undefined) return undefined;
      let sums = applyProduct(w, x).map(toInt16);
      const more = applyProduct(recurrent, state.output);
      sums = sums.map((sum, i) => toInt16(sum + (more[i] as number)));
      if (peephole !== undefined)
        sums = sums.map((sum, i) => {
          // LiteRT goes through the cells of all samples as if there were as many as outputs.
          const place = sample * cells + i;
          if (place >= batch * outputs) return sum;
          const weight = peephole.weights[place % outputs] as number;
          return toInt16(sum + scaled(weight * (cell[i] as number), peephole.factor));
        });
      return normalization === undefined ? sums : normalize(sums, normalization);
    };
    const forget = (gate('forget', state.cell) as Float64Array).map(logisticInt16);
    const fresh = (gate('cell', state.cell) as Float64Array).map((value) => tanhInt16(value, 3));
    const open = gate('input', state.cell)?.map(logisticInt16) ?? forget.map((value) => 32767 - value);
    const cell = state.cell.map((value, i) => {
      const kept = roundingDivideByPowerOfTwo((forget[i] as number) * value, 15);
      const added = roundingDivideByPowerOfTwo((open[i] as number) * (fresh[i] as number), 30 + cellBits);
      const sum = toInt16(kept + added);
      return cellLimit > 0 ? clamp(sum, -cellLimit, cellLimit) : sum;
    });
    const shown = (gate('output', cell) as Float64Array).map(logisticInt16);
    const hidden = Int8Array.from(cell, (value, i) =>
      clamp(
        scaled((shown[i] as number) * tanhInt16(value, 15 + cellBits), shownAs.factor) + shownAs.zeroPoint,
        -128,
        127,
      ),
    );
    if (projection === undefined) return { output: hidden, cell };
    const output = Int8Array.from(applyProduct(projection, hidden), (value) => {
      const stored = clamp(value + outputZeroPoint, -128, 127);
      return projectionLimit > 0 ? clamp(stored, -projectionLimit, projectionLimit) : stored;
    });
    return { output, cell };
  };
};
