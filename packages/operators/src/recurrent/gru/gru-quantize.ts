import { isNode, none } from '@tinyml/core';
import type { QuantRule } from '@tinyml/passes';
import { storedBias, storedWeights, symmetric, unseen, type StoredTensor } from '../stored-parts.ts';
import { gruStateScale } from './gru-integer.ts';

/** int8 activations and weights, the state in 16 bits: [the operator](./operator.ts) has the arithmetic. */
export const gruQuantize: QuantRule = {
  operands: ['activation', 'weight', 'weight', 'plain'],
  hybrid: true,
  stored({ affine, dtype, inputs, node, outputs }) {
    if (!isNode(node, 'gru')) return none('it is no gru');
    if (dtype !== 'int8') return none('recurrent layers have no form with int16 activations');
    if (node.attrs.activation !== 'tanh') return none('the integer form has no activation but tanh');
    const [x, weights, recurrent, bias, recurrentBias] = inputs;
    const [input, result] = [x?.range, outputs[0]?.range];
    if (weights == null || recurrent == null || input === undefined || result === undefined) return none(unseen);
    const from: StoredTensor = { dtype: 'int8', ...affine(input) };
    const to: StoredTensor = { dtype: 'int8', ...affine(result) };
    const [w, r] = [storedWeights(weights, from.scale, bias), storedWeights(recurrent, to.scale, recurrentBias)];
    const state: StoredTensor = { ...symmetric('int16', 1), scale: gruStateScale };
    const { asymmetricQuantizeInputs: _hybrid, ...attrs } = node.attrs;
    return {
      attrs,
      inputs: [
        from,
        w,
        r,
        bias == null ? null : storedBias(from.scale * w.scale),
        recurrentBias == null ? null : storedBias(to.scale * r.scale),
        state,
      ],
      outputs: [to, state],
    };
  },
};
