import {
  clamp,
  doubles,
  multiplyByQuantizedMultiplier,
  quantizeMultiplier,
  roundingDivideByPowerOfTwo,
  type QuantizedMultiplier,
  type Tensor,
} from '@tinyml/core';
import { inverseSquareRoot } from '@tinyml/core/internal';
import { logisticInt16, tanhInt16 } from './int16-functions.ts';
import { gates, position, type Gate, type LstmAttributes, type LstmSizes } from './lstm-operands.ts';

export interface IntegerState {
  readonly output: Int8Array;
  readonly cell: Int16Array;
}

const scaleOf = (tensor: Tensor | null | undefined): number => tensor?.type.quant?.scale[0] ?? 1;
const zeroPointOf = (tensor: Tensor | null | undefined): number => tensor?.type.quant?.zeroPoint[0] ?? 0;
const scaled = (value: number, { multiplier, shift }: QuantizedMultiplier): number =>
  multiplyByQuantizedMultiplier(value, multiplier, shift);
const toInt16 = (value: number): number => clamp(value, -32768, 32767);

interface Product {
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly factor: QuantizedMultiplier;
}

/** Rows of weights times a vector less its zero point, plus the bias: both constant parts go into one sum. */
const productOf = (tensor: Tensor, zeroPoint: number, bias: Tensor | null | undefined, factor: number): Product => {
  const [rows, depth] = tensor.type.shape as [number, number];
  const weights = doubles(tensor);
  const sums = Float64Array.from({ length: rows }, (_, row) => {
    let sum = Number(bias?.data[row] ?? 0);
    for (let i = 0; i < depth; i++) sum -= zeroPoint * (weights[row * depth + i] as number);
    return sum;
  });
  return { weights, bias: sums, factor: quantizeMultiplier(factor) };
};

const apply = ({ weights, bias, factor }: Product, x: ArrayLike<number>): Float64Array =>
  bias.map((sum, row) => {
    let total = sum;
    for (let i = 0; i < x.length; i++) total += (weights[row * x.length + i] as number) * (x[i] as number);
    return scaled(total | 0, factor);
  });

interface Normalization {
  readonly coefficients: Float64Array;
  readonly bias: Float64Array;
  readonly factor: QuantizedMultiplier;
  /** Stands for a variance of 0. */
  readonly guard: number;
}

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
  const [input, outputState, cellState] = [
    operands[position.input],
    operands[position.outputState],
    operands[position.cellState],
  ];
  const cellBits = Math.round(Math.log2(scaleOf(cellState)));
  const gateScale = (index: number, normalized: boolean): number =>
    normalized ? (attrs.intermediates?.[index]?.[0] ?? 2 ** -12) : 2 ** -12;
  const parts = Object.fromEntries(
    gates.map((gate, index) => {
      const normalizer = operands[position.normalization[gate]];
      const bias = operands[position.bias[gate]];
      const scale = gateScale(index, normalizer != null);
      const [weights, recurrent] = [operands[position.weights[gate]], operands[position.recurrent[gate]]];
      const peephole = gate === 'cell' ? undefined : operands[position.peephole[gate]];
      return [
        gate,
        {
          input:
            weights == null
              ? undefined
              : productOf(
                  weights,
                  zeroPointOf(input),
                  normalizer == null ? bias : null,
                  (scaleOf(weights) * scaleOf(input)) / scale,
                ),
          recurrent:
            recurrent == null
              ? undefined
              : productOf(
                  recurrent,
                  zeroPointOf(outputState),
                  null,
                  (scaleOf(recurrent) * scaleOf(outputState)) / scale,
                ),
          peephole:
            peephole == null
              ? undefined
              : {
                  weights: doubles(peephole),
                  factor: quantizeMultiplier((2 ** cellBits * scaleOf(peephole)) / scale),
                },
          normalization:
            normalizer == null
              ? undefined
              : {
                  coefficients: doubles(normalizer),
                  bias: bias == null ? new Float64Array(normalizer.data.length) : doubles(bias),
                  factor: quantizeMultiplier(scaleOf(normalizer)),
                  guard: Math.max(1, Math.trunc(10000 * scaleOf(normalizer))),
                },
        },
      ];
    }),
  ) as Record<
    Gate,
    {
      input: Product | undefined;
      recurrent: Product | undefined;
      peephole: { weights: Float64Array; factor: QuantizedMultiplier } | undefined;
      normalization: Normalization | undefined;
    }
  >;
  const [hiddenScale, hiddenZeroPoint] = (attrs.intermediates?.[4] ?? [
    scaleOf(outputState),
    zeroPointOf(outputState),
  ]) as readonly [number, number];
  const hiddenFactor = quantizeMultiplier(2 ** -30 / hiddenScale);
  const projection = operands[position.projection];
  const project =
    projection == null
      ? undefined
      : productOf(
          projection,
          hiddenZeroPoint,
          operands[position.projectionBias],
          (scaleOf(projection) * hiddenScale) / scaleOf(outputState),
        );
  const cellLimit = Math.trunc(clamp(attrs.cellClip / scaleOf(cellState), -32768, 32767));
  const projectionLimit = Math.trunc(clamp(attrs.projClip / scaleOf(outputState), -128, 127));

  return (x, state, sample) => {
    const gate = (name: Gate, cell: Int16Array): Float64Array | undefined => {
      const { input: w, recurrent, peephole, normalization } = parts[name];
      if (w === undefined || recurrent === undefined) return undefined;
      let sums = apply(w, x).map(toInt16);
      const more = apply(recurrent, state.output);
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
      clamp(scaled((shown[i] as number) * tanhInt16(value, 15 + cellBits), hiddenFactor) + hiddenZeroPoint, -128, 127),
    );
    if (project === undefined) return { output: hidden, cell };
    const output = Int8Array.from(apply(project, hidden), (value) => {
      const stored = clamp(value + zeroPointOf(outputState), -128, 127);
      return projectionLimit > 0 ? clamp(stored, -projectionLimit, projectionLimit) : stored;
    });
    return { output, cell };
  };
};
