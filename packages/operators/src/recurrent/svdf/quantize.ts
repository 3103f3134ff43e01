import { isNode, none } from '@tinyml/core';
import type { QuantRule } from '@tinyml/passes';
import { storedBias, storedWeights, symmetric, symmetricConstant, unseen, type StoredTensor } from '../stored-parts.ts';

/** int8 activations and weights of features, an int16 memory and its weights, as TensorFlow's converter makes them for LiteRT. */
export const quantize: QuantRule = {
  operands: ['activation', 'weight', 'weight', 'plain'],
  hybrid: true,
  stored({ affine, dtype, inputs, node, outputs }) {
    if (!isNode(node, 'svdf')) return none('it is no svdf');
    if (dtype !== 'int8') return none('LiteRT has no SVDF with int16 activations');
    const [x, feature, time, bias] = inputs;
    const [input, result, memory] = [x?.range, outputs[0]?.range, outputs[1]?.range];
    if (feature == null || time == null || input === undefined || result === undefined || memory === undefined)
      return none(unseen);
    const { activation } = node.attrs;
    // Nothing but the result's range limits it.
    const limited = activation === 'relu' || activation === 'none';
    if (!limited) return none(`LiteRT's integer SVDF has no activation ${activation}`);
    const from: StoredTensor = { dtype: 'int8', ...affine(input) };
    const to: StoredTensor = { dtype: 'int8', ...affine(activation === 'relu' ? [0, result[1]] : result) };
    const state = symmetric('int16', Math.max(-memory[0], memory[1]));
    const inTime = symmetricConstant('int16', time);
    const { asymmetricQuantizeInputs: _hybrid, ...attrs } = node.attrs;
    return {
      attrs,
      inputs: [
        from,
        storedWeights(feature, from.scale),
        inTime,
        bias == null ? null : storedBias(state.scale * inTime.scale),
        state,
      ],
      outputs: [to, state],
    };
  },
};
