import {
  definePass,
  defineRule,
  rewrite,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type NormalizationOperands,
  type Replacement,
  type TensorType,
} from '@tinyml/core';
import { ownActivation } from './activation.ts';
import { linearLayer, scaleInput, scaleResult, withWeights } from './channel-weights.ts';
import { isQuantized } from './quantized.ts';
import { readsPadding } from './reads-padding.ts';

interface ScaleAndShift {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** gamma · (x − mean) / √(variance + epsilon) + beta as scale · x + shift; undefined where a parameter is computed. */
const parametersOf = (view: GraphView, node: Node, operands: NormalizationOperands): ScaleAndShift | undefined => {
  const numbers = (position: number): Float32Array | undefined => {
    const { data } = view.constant(node.inputs[position]) ?? {};
    return data instanceof Float32Array ? data : undefined;
  };
  const [mean, variance] = [numbers(operands.mean), numbers(operands.variance)];
  const [gamma, beta] = [numbers(operands.gamma), numbers(operands.beta)];
  const given = node.inputs.slice(1).every((id) => id === null || view.constant(id)?.type.dtype === 'float32');
  const { epsilon }: { readonly epsilon?: unknown } = node.attrs;
  if (mean === undefined || variance === undefined || !given || typeof epsilon !== 'number') return undefined;
  const scale = Float64Array.from(variance, (value, c) => (gamma?.[c] ?? 1) / Math.sqrt(value + epsilon));
  const shift = Float64Array.from(scale, (value, c) => (beta?.[c] ?? 0) - (mean[c] ?? 0) * value);
  return { scale, shift };
};

/** Before: batch_normalization(conv_2d(x)). After: conv_2d(x) with scaled weights. */
const foldIntoPreceding = (
  view: GraphView,
  node: Node,
  operators: OperatorTable,
  { scale, shift }: ScaleAndShift,
): Replacement | undefined => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined || view.soleConsumer(input) === undefined) return undefined;
  const layer = linearLayer(view, view.producer(input), operators);
  if (layer === undefined || layer.channels !== scale.length) return undefined;
  if (ownActivation(layer.node) !== 'none') return undefined;
  const { weights, bias } = scaleResult(
    layer,
    (c) => scale[c] ?? 1,
    (c) => shift[c] ?? 0,
  );
  return { nodes: [{ ...withWeights(view, layer, weights, bias), outputs: [output] }] };
};

/** Before: conv_2d(batch_normalization(x)). After: conv_2d(x) with scaled weights. */
const foldIntoFollowing = (
  view: GraphView,
  node: Node,
  operators: OperatorTable,
  { scale, shift }: ScaleAndShift,
): Replacement | undefined => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined || view.soleConsumer(output) === undefined) return undefined;
  const layer = linearLayer(view, view.soleConsumer(output), operators);
  if (layer?.node.inputs[layer.inputPosition] !== output) return undefined;
  const padded = readsPadding(layer, operators);
  if (padded === undefined || (padded && shift.some((value) => value !== 0))) return undefined;
  const { weights, bias } = scaleInput(
    layer,
    (c) => scale[c % scale.length] ?? 1,
    (c) => shift[c % shift.length] ?? 0,
  );
  const folded = withWeights(view, layer, weights, bias);
  return { nodes: [{ ...folded, inputs: folded.inputs.map((id) => (id === output ? input : id)) }] };
};

/** Before: batch_normalization(x). After: add(mul(x, scale), shift). */
const expand = (view: GraphView, node: Node, { scale, shift }: ScaleAndShift): Replacement | undefined => {
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

/** Batch normalisation at inference is a factor and an offset per channel: into the preceding or following layer, or as mul and add. */
export const foldBatchNorm = definePass({
  name: 'fold-batch-norm',
  version: 1,
  kind: 'graph',
  summary: 'fold batch normalisation into the weights of the layer that precedes or follows it',
  establishes: ['batch-norm-folded'],
  preserves: 'rounding',
  detects: (graph, operators) =>
    graph.nodes.some(({ op }) => traitsOf(operators, op).normalization !== undefined) ? [] : ['batch-norm-folded'],
  run(graph, { constants, operators }) {
    if (isQuantized(graph)) return graph;
    const fold = defineRule({
      apply(node, view) {
        const { normalization } = traitsOf(operators, node.op);
        const parameters = normalization && parametersOf(view, node, normalization);
        if (parameters === undefined) return undefined;
        return (
          foldIntoPreceding(view, node, operators, parameters) ??
          foldIntoFollowing(view, node, operators, parameters) ??
          expand(view, node, parameters)
        );
      },
    });
    return rewrite(graph, constants, [fold]);
  },
});
