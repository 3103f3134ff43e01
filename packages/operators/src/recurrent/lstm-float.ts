import { clamp, type Tensor } from '@tinyml/core';
import { activations, addProduct, logistic, matrixOf, operandOf, vectorOf, type Matrix } from './float-products.ts';
import { gates, position, type Gate, type LstmAttributes, type LstmSizes } from './lstm-operands.ts';

/** The name under which a gate's sums are shown: `cell` is the cell state's. */
export const innerGate = (gate: Gate): string => (gate === 'cell' ? 'cell gate' : gate);

/** To mean 0 and variance 1 (Ba et al., Layer Normalization, 2016). */
const normalize = (values: Float64Array): Float64Array => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const factor = 1 / Math.sqrt(variance + 1e-8);
  return values.map((value) => (value - mean) * factor);
};

/** Sees values of a step: `input`, `forget`, `cell gate` and `output`, the gates before their normalisation, `cell` and `hidden`. */
export type SeeInner = (name: string, values: ArrayLike<number>) => void;

export interface FloatState {
  readonly output: Float64Array;
  readonly cell: Float64Array;
}

/**
 * One step of a long short-term memory on one sample (Hochreiter and Schmidhuber, 1997; peepholes: Gers et al., 2002;
 * projection: Sak et al., 2014). Without an input gate it is 1 − the forget gate. float32 weights, or int8 weights and
 * inputs that are quantised as they come.
 */
export const floatStep = (
  attrs: LstmAttributes,
  operands: readonly (Tensor | null)[],
  { cells, outputs }: LstmSizes,
  see?: SeeInner,
): ((input: Float64Array, state: FloatState) => FloatState) => {
  const weights = Object.fromEntries(
    gates.map((gate) => [
      gate,
      {
        input: matrixOf(operands[position.weights[gate]]),
        recurrent: matrixOf(operands[position.recurrent[gate]]),
        peephole: gate === 'cell' ? undefined : vectorOf(operands[position.peephole[gate]]),
        bias: vectorOf(operands[position.bias[gate]]),
        normalization: vectorOf(operands[position.normalization[gate]]),
      },
    ]),
  ) as Record<
    Gate,
    Record<'input' | 'recurrent', Matrix | undefined> &
      Record<'peephole' | 'bias' | 'normalization', Float64Array | undefined>
  >;
  const projection = matrixOf(operands[position.projection]);
  const projectionBias = vectorOf(operands[position.projectionBias]);
  const activation = activations[attrs.activation];
  const limited = (values: Float64Array, limit: number): Float64Array =>
    limit > 0 ? values.map((value) => clamp(value, -limit, limit)) : values;
  const asymmetric = attrs.asymmetricQuantizeInputs ?? false;

  return (input, state) => {
    const [x, h] = [operandOf(input, asymmetric), operandOf(state.output, asymmetric)];
    const gate = (name: Gate, cell: Float64Array, apply: (value: number) => number): Float64Array | undefined => {
      const { input: w, recurrent, peephole, bias, normalization } = weights[name];
      if (w === undefined) return undefined;
      const sums = new Float64Array(cells);
      if (normalization === undefined) sums.set(bias ?? []);
      addProduct(sums, w, x);
      addProduct(sums, recurrent, h);
      if (peephole !== undefined)
        sums.forEach((sum, i) => (sums[i] = sum + (peephole[i] as number) * (cell[i] as number)));
      if (normalization !== undefined) see?.(innerGate(name), sums);
      const scaled =
        normalization === undefined
          ? sums
          : normalize(sums).map((value, i) => value * (normalization[i] as number) + (bias?.[i] ?? 0));
      return scaled.map((value) => Math.fround(apply(Math.fround(value))));
    };
    const forget = gate('forget', state.cell, logistic) as Float64Array;
    const fresh = gate('cell', state.cell, activation) as Float64Array;
    const open = gate('input', state.cell, logistic) ?? forget.map((value) => 1 - value);
    const cell = limited(
      state.cell.map((value, i) =>
        Math.fround((forget[i] as number) * value + (open[i] as number) * (fresh[i] as number)),
      ),
      attrs.cellClip,
    );
    see?.('cell', cell);
    const shown = gate('output', cell, logistic) as Float64Array;
    const hidden = cell.map((value, i) => Math.fround((shown[i] as number) * activation(value)));
    if (projection === undefined) return { output: hidden, cell };
    see?.('hidden', hidden);
    const projected = Float64Array.from({ length: outputs }, (_, i) => projectionBias?.[i] ?? 0);
    addProduct(projected, projection, operandOf(hidden, asymmetric));
    return { output: limited(projected.map(Math.fround), attrs.projClip), cell };
  };
};
