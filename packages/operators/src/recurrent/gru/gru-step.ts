import type { Ops, Tensor } from '@tinyml/core';
import { activations, addProduct, logistic, matrixOf, operandOf, vectorOf } from '../float-products.ts';

/** One step on one sample: float32 weights, or int8 weights and vectors that are quantised as they come. */
export const gruStep = (
  { activation, asymmetricQuantizeInputs = false, resetAfter }: Ops['gru'],
  operands: readonly (Tensor | null)[],
): ((input: Float64Array, h: Float64Array) => Float64Array) => {
  const [, weights, recurrent] = operands.map(matrixOf);
  const [bias, recurrentBias] = [vectorOf(operands[3]), vectorOf(operands[4])];
  const units = (operands[1]?.type.shape[0] ?? 0) / 3;
  const act = activations[activation];
  return (input, h) => {
    const former = operandOf(h, asymmetricQuantizeInputs);
    const fromInput = new Float64Array(3 * units);
    fromInput.set(bias ?? []);
    addProduct(fromInput, weights, operandOf(input, asymmetricQuantizeInputs));
    const fromState = new Float64Array(3 * units);
    fromState.set(recurrentBias ?? []);
    // The candidate's product waits for the reset gate where that applies to the state.
    addProduct(resetAfter ? fromState : fromState.subarray(0, 2 * units), recurrent, former);
    const gate = (row: number): number => logistic((fromInput[row] as number) + (fromState[row] as number));
    const reset = h.map((_, i) => gate(units + i));
    const candidate = fromState.subarray(2 * units);
    if (resetAfter) reset.forEach((open, i) => (candidate[i] = open * (candidate[i] as number)));
    else {
      const open = h.map((value, i) => value * (reset[i] as number));
      addProduct(candidate, recurrent, operandOf(open, asymmetricQuantizeInputs), 2 * units);
    }
    return h.map((value, i) => {
      const update = gate(i);
      const fresh = act((fromInput[2 * units + i] as number) + (candidate[i] as number));
      return update * value + (1 - update) * fresh;
    });
  };
};
