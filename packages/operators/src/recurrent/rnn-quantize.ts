import { none } from '@tinyml/core';
import type { QuantRule } from '@tinyml/passes';
import { rnnAttributes, rnnPosition } from './rnn.ts';
import { storedBias, storedWeights, unseen, type StoredTensor } from './stored-parts.ts';

/** int8 activations, weights and state: rnn-integer.ts has the arithmetic. */
export const rnnQuantize: QuantRule = {
  operands: ['activation', 'weight', 'weight', 'plain'],
  hybrid: true,
  tied: { operands: [rnnPosition.state], results: [0, 1] },
  stored({ affine, dtype, inputs, node, outputs }) {
    const attributes = rnnAttributes(node);
    if (attributes === undefined) return none('it is no recurrent network');
    if (dtype !== 'int8') return none('recurrent layers have no form with int16 activations');
    const [x, weights, recurrent, bias] = inputs;
    const [input, result] = [x?.range, outputs[0]?.range];
    if (weights == null || recurrent == null || input === undefined || result === undefined) return none(unseen);
    const from: StoredTensor = { dtype: 'int8', ...affine(input) };
    const to: StoredTensor = { dtype: 'int8', ...affine(result) };
    const w = storedWeights(weights, from.scale, bias);
    const { asymmetricQuantizeInputs: _hybrid, ...attrs } = attributes;
    return {
      attrs,
      inputs: [from, w, storedWeights(recurrent, to.scale), bias == null ? null : storedBias(from.scale * w.scale), to],
      outputs: [to, to],
    };
  },
};
