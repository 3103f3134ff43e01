import {
  definePass,
  defineRule,
  rewrite,
  type GraphView,
  type Node,
  type Replacement,
  type TensorType,
  isNode,
  traitsOf,
} from '@tinyml/core';
import { linearLayer, scaleInput, scaleResult, withWeights, type LinearLayer } from './channel-weights.ts';
import { isQuantized } from './quantized.ts';

interface ScaleAndShift {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** gamma · (x − mean) / √(variance + epsilon) + beta as scale · x + shift; undefined where a parameter is computed. */
const parametersOf = (view: GraphView, node: Node<'batch_normalization'>): ScaleAndShift | undefined => {
  const [, mean, variance, gamma, beta] = node.inputs.map((id) => view.constant(id)?.data as Float32Array | undefined);
  const given = node.inputs.slice(1).every((id) => id === null || view.constant(id)?.type.dtype === 'float32');
  if (mean === undefined || variance === undefined || !given) return undefined;
  const scale = Float64Array.from(variance, (value, c) => (gamma?.[c] ?? 1) / Math.sqrt(value + node.attrs.epsilon));
  const shift = Float64Array.from(scale, (value, c) => (beta?.[c] ?? 0) - (mean[c] ?? 0) * value);
  return { scale, shift };
};

/** Before: batch_normalization(conv_2d(x)). After: conv_2d(x) with scaled weights. */
const foldBehind = (view: GraphView, node: Node, { scale, shift }: ScaleAndShift): Replacement | undefined => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined || view.soleConsumer(input) === undefined) return undefined;
  const layer = linearLayer(view, view.producer(input));
  if (layer === undefined || layer.channels !== scale.length) return undefined;
  if (!('activation' in layer.node.attrs) || layer.node.attrs.activation !== 'none') return undefined;
  const { weights, bias } = scaleResult(
    layer,
    (c) => scale[c] ?? 1,
    (c) => shift[c] ?? 0,
  );
  return { nodes: [{ ...withWeights(view, layer, weights, bias), outputs: [output] }] };
};

/** Padding holds 0, not the shift: only a layer that reads none can take the shift in. */
const readsNoPadding = ({ node }: LinearLayer): boolean => {
  if (node.op === 'fully_connected') return true;
  if (!isNode(node, 'conv_2d', 'depthwise_conv_2d')) return false;
  const { padding } = node.attrs;
  return padding === 'valid' || (padding !== 'same' && padding.every((amount) => amount === 0));
};

/** Before: conv_2d(batch_normalization(x)). After: conv_2d(x) with scaled weights. */
const foldInFront = (view: GraphView, node: Node, { scale, shift }: ScaleAndShift): Replacement | undefined => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined || view.soleConsumer(output) === undefined) return undefined;
  const layer = linearLayer(view, view.soleConsumer(output));
  if (layer?.node.inputs[layer.inputPosition] !== output || layer.node.op === 'transpose_conv') return undefined;
  if (shift.some((value) => value !== 0) && !readsNoPadding(layer)) return undefined;
  const { weights, bias } = scaleInput(
    layer,
    (c) => scale[c % scale.length] ?? 1,
    (c) => shift[c % shift.length] ?? 0,
  );
  const folded = withWeights(view, layer, weights, bias);
  return { nodes: [{ ...folded, inputs: folded.inputs.map((id) => (id === output ? input : id)) } as Node] };
};

/** Before: batch_normalization(x). After: add(mul(x, scale), shift). */
const expand = (
  view: GraphView,
  node: Node<'batch_normalization'>,
  { scale, shift }: ScaleAndShift,
): Replacement | undefined => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined) return undefined;
  const type: TensorType = { dtype: 'float32', shape: [scale.length] };
  const source = node.source === undefined ? {} : { source: node.source };
  const scaled = view.addValue(`${output}_scaled`, view.value(output).type);
  const factor = view.addConstant(`${output}_scale`, type, Float32Array.from(scale));
  const offset = view.addConstant(`${output}_shift`, type, Float32Array.from(shift));
  const attrs = { activation: 'none' } as const;
  return {
    nodes: [
      {
        id: view.freshNodeId(`${node.id}_scale`),
        op: 'mul',
        attrs,
        inputs: [input, factor],
        outputs: [scaled],
        ...source,
      },
      { id: node.id, op: 'add', attrs, inputs: [scaled, offset], outputs: [output], ...source },
    ],
  };
};

/** Batch normalisation at inference is a factor and an offset a channel: into the layer before or behind it, or as mul and add. */
export const foldBatchNorm = definePass({
  name: 'fold-batch-norm',
  version: 1,
  kind: 'graph',
  summary: 'fold batch normalisation into the weights of the layer before or behind it',
  establishes: ['batch-norm-folded'],
  preserves: 'rounding',
  detects: (graph, operators) =>
    graph.nodes.some(({ op }) => traitsOf(operators, op).normalization !== undefined) ? [] : ['batch-norm-folded'],
  run(graph, { constants }) {
    if (isQuantized(graph)) return graph;
    const fold = defineRule({
      op: 'batch_normalization',
      apply(node, view) {
        const parameters = parametersOf(view, node);
        if (parameters === undefined) return undefined;
        return (
          foldBehind(view, node, parameters) ?? foldInFront(view, node, parameters) ?? expand(view, node, parameters)
        );
      },
    });
    return rewrite(graph, constants, [fold]);
  },
});
