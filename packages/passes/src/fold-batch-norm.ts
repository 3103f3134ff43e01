import { definePass, type Node, type TensorType } from '@tinyml/core';
import { linearLayer, scaleInput, scaleResult, withWeights, type LinearLayer } from './channel-weights.ts';
import { draftOf, type Draft } from './draft.ts';
import { isQuantized } from './quantized.ts';

interface ScaleAndShift {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** gamma · (x − mean) / √(variance + epsilon) + beta as scale · x + shift; undefined where a parameter is computed. */
const parametersOf = (draft: Draft, node: Node<'batch_normalization'>): ScaleAndShift | undefined => {
  const [, mean, variance, gamma, beta] = node.inputs.map((id) => draft.constant(id)?.data as Float32Array | undefined);
  const given = node.inputs.slice(1).every((id) => id === null || draft.constant(id)?.type.dtype === 'float32');
  if (mean === undefined || variance === undefined || !given) return undefined;
  const scale = Float64Array.from(variance, (value, c) => (gamma?.[c] ?? 1) / Math.sqrt(value + node.attrs.epsilon));
  const shift = Float64Array.from(scale, (value, c) => (beta?.[c] ?? 0) - (mean[c] ?? 0) * value);
  return { scale, shift };
};

/** Before: batch_normalization(conv_2d(x)). After: conv_2d(x) with scaled weights. */
const foldBehind = (draft: Draft, node: Node, { scale, shift }: ScaleAndShift): boolean => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined || !draft.isPrivate(input)) return false;
  const layer = linearLayer(draft, draft.producer(input));
  if (layer === undefined || layer.channels !== scale.length) return false;
  if (!('activation' in layer.node.attrs) || layer.node.attrs.activation !== 'none') return false;
  const { weights, bias } = scaleResult(
    layer,
    (c) => scale[c] ?? 1,
    (c) => shift[c] ?? 0,
  );
  draft.remove(node.id);
  draft.replace(layer.node.id, { ...withWeights(draft, layer, weights, bias), outputs: [output] });
  return true;
};

/** Padding holds 0, not the shift: only a layer that reads none can take the shift in. */
const readsNoPadding = ({ node }: LinearLayer): boolean => {
  if (node.op === 'fully_connected') return true;
  if (node.op !== 'conv_2d' && node.op !== 'depthwise_conv_2d') return false;
  const { padding } = node.attrs;
  return padding === 'valid' || (padding !== 'same' && padding.every((amount) => amount === 0));
};

/** Before: conv_2d(batch_normalization(x)). After: conv_2d(x) with scaled weights. */
const foldInFront = (draft: Draft, node: Node, { scale, shift }: ScaleAndShift): boolean => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined || !draft.isPrivate(output)) return false;
  const layer = linearLayer(draft, draft.readers(output)[0]);
  if (layer?.node.inputs[layer.inputPosition] !== output || layer.node.op === 'transpose_conv') return false;
  if (shift.some((value) => value !== 0) && !readsNoPadding(layer)) return false;
  const { weights, bias } = scaleInput(
    layer,
    (c) => scale[c % scale.length] ?? 1,
    (c) => shift[c % shift.length] ?? 0,
  );
  const folded = withWeights(draft, layer, weights, bias);
  draft.replace(layer.node.id, { ...folded, inputs: folded.inputs.map((id) => (id === output ? input : id)) });
  draft.remove(node.id);
  return true;
};

/** Before: batch_normalization(x). After: add(mul(x, scale), shift). */
const expand = (draft: Draft, node: Node<'batch_normalization'>, { scale, shift }: ScaleAndShift): void => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined) return;
  const type: TensorType = { dtype: 'float32', shape: [scale.length] };
  const source = node.source === undefined ? {} : { source: node.source };
  const scaled = draft.addValue(`${output}_scaled`, draft.value(output).type);
  const factor = draft.addConstant(`${output}_scale`, type, Float32Array.from(scale));
  const offset = draft.addConstant(`${output}_shift`, type, Float32Array.from(shift));
  const attrs = { activation: 'none' } as const;
  draft.replace(
    node.id,
    { id: draft.nodeId(`${node.id}_scale`), op: 'mul', attrs, inputs: [input, factor], outputs: [scaled], ...source },
    { id: node.id, op: 'add', attrs, inputs: [scaled, offset], outputs: [output], ...source },
  );
};

/** Batch normalisation at inference is a factor and an offset a channel: into the layer before or behind it, or as mul and add. */
export const foldBatchNorm = definePass({
  name: 'fold-batch-norm',
  version: 1,
  kind: 'graph',
  summary: 'fold batch normalisation into the weights of the layer before or behind it',
  establishes: ['batch-norm-folded'],
  preserves: 'rounding',
  run(graph, { constants }) {
    if (isQuantized(graph)) return graph;
    const draft = draftOf(graph, constants);
    for (const { id } of graph.nodes) {
      const node = draft.node(id);
      if (node?.op !== 'batch_normalization') continue;
      const parameters = parametersOf(draft, node);
      if (parameters === undefined) continue;
      if (foldBehind(draft, node, parameters) || foldInFront(draft, node, parameters)) continue;
      expand(draft, node, parameters);
    }
    return draft.finish();
  },
});
