import { clamp, doubles, quantizeMultiplier, type QuantizedMultiplier, type Tensor } from '@tinyml/core';
import { productOf, type Product } from './integer-product.ts';
import { gates, position, type Gate, type LstmAttributes } from './lstm-operands.ts';

const scaleOf = (tensor: Tensor | null | undefined): number => tensor?.type.quant?.scale[0] ?? 1;
const zeroPointOf = (tensor: Tensor | null | undefined): number => tensor?.type.quant?.zeroPoint[0] ?? 0;

export interface Normalization {
  readonly coefficients: Float64Array;
  readonly bias: Float64Array;
  readonly factor: QuantizedMultiplier;
  /** Stands for a variance of 0. */
  readonly guard: number;
}

export interface IntegerGate {
  /** undefined: there is no such gate. */
  readonly input: Product | undefined;
  readonly recurrent: Product | undefined;
  readonly peephole: { readonly weights: Float64Array; readonly factor: QuantizedMultiplier } | undefined;
  readonly normalization: Normalization | undefined;
}

/** All constants of an LSTM in integers, as its steps use them. */
export interface IntegerLstm {
  readonly gates: Readonly<Record<Gate, IntegerGate>>;
  readonly projection: Product | undefined;
  readonly hidden: { readonly factor: QuantizedMultiplier; readonly zeroPoint: number };
  readonly outputZeroPoint: number;
  /** The cell state has a scale of 2^cellBits. */
  readonly cellBits: number;
  /** Limits of the stored values; 0: none. */
  readonly cellLimit: number;
  readonly projectionLimit: number;
}

/** Of the operands that are no constants only the types are read. */
export const integerLstm = (attrs: LstmAttributes, operands: readonly (Tensor | null)[]): IntegerLstm => {
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
  ) as Record<Gate, IntegerGate>;
  const [hiddenScale, hiddenZeroPoint] = (attrs.intermediates?.[4] ?? [
    scaleOf(outputState),
    zeroPointOf(outputState),
  ]) as readonly [number, number];
  const projection = operands[position.projection];
  // Before a projection, LiteRT's kernel subtracts the zero point where it would add it, and takes it so in the product.
  const shownZeroPoint = projection == null ? hiddenZeroPoint : 0 - hiddenZeroPoint;
  const hiddenFactor = quantizeMultiplier(2 ** -30 / hiddenScale);
  const projected =
    projection == null
      ? undefined
      : productOf(
          projection,
          shownZeroPoint,
          operands[position.projectionBias],
          (scaleOf(projection) * hiddenScale) / scaleOf(outputState),
        );
  const cellLimit = Math.trunc(clamp(attrs.cellClip / scaleOf(cellState), -32768, 32767));
  const projectionLimit = Math.trunc(clamp(attrs.projClip / scaleOf(outputState), -128, 127));
  return {
    gates: parts,
    projection: projected,
    hidden: { factor: hiddenFactor, zeroPoint: shownZeroPoint },
    outputZeroPoint: zeroPointOf(outputState),
    cellBits,
    cellLimit,
    projectionLimit,
  };
};
