import { defineOperator, none, OperatorError, required, type Operand, type OptionsOf, type Tensor } from '@tinyml/core';
import { signalTypesProblem } from '../signal-types.ts';
import { bandProblem } from './bands.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['numChannels'],
  properties: { numChannels: { type: 'integer', minimum: 1, description: 'filters' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_filter_bank: OptionsOf<typeof attributes>;
  }
}

const lengthOf = (operand: Operand | null | undefined): number => {
  const { shape } = required(operand).type;
  if (shape.length !== 1) throw new OperatorError('needs lists of numbers');
  return shape[0] as number;
};

/**
 * The energy in each of several overlapping triangles of frequencies. Band c of numChannels + 1 has `widths[c]` frequencies
 * from `starts[c]` on, and their weights and unweights from `weightStarts[c]` on: weighted they are the rising side of
 * filter c − 1, unweighted the falling side of filter c. What would go to filters −1 and numChannels goes nowhere.
 * Operands: energy uint32 [n], weights int16 [k], unweights int16 [k], starts, weight starts and widths int16
 * [numChannels + 1]. Result: uint64 [numChannels]. TensorFlow Lite Micro's SignalFilterBank.
 */
export const signalFilterBank = defineOperator({
  name: 'signal_filter_bank',
  version: 1,
  summary: 'the energy in each of several overlapping triangles of frequencies',
  slots: {
    gradient: none('it computes with fixed-point numbers'),
    keras: none('Keras has no layer of fixed-point signals'),
    kernels,
    tflite,
    micro: 'AddFilterBank',
  },
  attributes,
  arity: { inputs: [6, 6], outputs: [1, 1] },
  infer({ attrs: { numChannels }, inputs }) {
    const [frequencies = 0, weights = 0, unweights = 0, ...bands] = inputs.map(lengthOf);
    if (weights !== unweights) throw new OperatorError('needs as many unweights as weights');
    if (bands.some((count) => count < numChannels + 1))
      throw new OperatorError(`needs ${String(numChannels + 1)} bands for ${String(numChannels)} filters`);
    const constants = inputs.slice(3).map((operand) => operand?.constant as Int16Array | undefined);
    const problem = bandProblem(constants, numChannels, frequencies, weights);
    if (problem !== undefined) throw new OperatorError(problem);
    return [{ dtype: 'uint64', shape: [numChannels] }];
  },
  check: ({ inputs, outputs }) =>
    signalTypesProblem(inputs, outputs, ['uint32', 'int16', 'int16', 'int16', 'int16', 'int16'], ['uint64']),
  run({ attrs: { numChannels }, inputs }) {
    const energy = required(inputs[0]).data as Uint32Array;
    const [weights, unweights, starts, weightStarts, widths] = inputs
      .slice(1)
      .map((operand) => (operand as Tensor<Int16Array>).data) as [
      Int16Array,
      Int16Array,
      Int16Array,
      Int16Array,
      Int16Array,
    ];
    const sums = new BigUint64Array(numChannels + 2);
    for (let band = 0; band <= numChannels; band++) {
      let [rising, falling] = [0n, 0n];
      for (let i = 0; i < (widths[band] as number); i++) {
        const value = BigInt(energy[(starts[band] as number) + i] ?? 0);
        const at = (weightStarts[band] as number) + i;
        rising += value * BigInt(weights[at] ?? 0);
        falling += value * BigInt(unweights[at] ?? 0);
      }
      sums[band] = (sums[band] as bigint) + rising;
      sums[band + 1] = falling;
    }
    return [sums.slice(1, numChannels + 1)];
  },
  macs: ({ inputs: [, weights] }) => 2 * (weights?.shape[0] ?? 0),
});
