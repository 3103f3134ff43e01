import type { TfliteEntry } from '@tinyml/formats';

const notConstant = 'TensorFlow Lite has no batch normalisation, and its parameters are no float32 constants';

export const tflite: TfliteEntry<'batch_normalization'> = {
  forms: [],
  tensorNames: ['fusedbatchnorm', 'fusedbatchnormv3'],
  /** γ·(x − μ)/√(σ² + ε) + β → x·a + b with a = γ/√(σ² + ε), b = β − μ·a. */
  lower({ node, typeOf, floats, constant, value, add, refuse }) {
    const [x = null, ...parameters] = node.inputs;
    const [mean, variance, gamma, beta] = parameters.map((id) => floats(id, notConstant));
    if (mean === undefined || variance === undefined) return refuse('it has no mean or variance');
    const factor = variance.map((element, i) => (gamma?.[i] ?? 1) / Math.sqrt(element + node.attrs.epsilon));
    const offset = mean.map((element, i) => (beta?.[i] ?? 0) - element * (factor[i] ?? 0));
    const channel = { dtype: 'float32', shape: [factor.length] } as const;
    const a = constant('factor', channel, factor);
    const b = constant('offset', channel, offset);
    const scaled = value('scaled', typeOf(x));
    const attrs = { activation: 'none' };
    add('mul', 'mul', attrs, [x, a], scaled);
    add('add', 'add', attrs, [scaled, b], node.outputs[0] ?? '');
    return undefined;
  },
};
