import {
  definePass,
  defineRule,
  rewrite,
  sameQuant,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type Replacement,
  type TensorType,
} from '@tinyml/core';
import { compose, ownActivation } from './activation.ts';

const accepts = (operators: OperatorTable, view: GraphView, node: Node): boolean => {
  const types = (ids: readonly (string | null)[]): (TensorType | null)[] =>
    ids.map((id) => (id === null ? null : view.value(id).type));
  const outputs = node.outputs.map((id) => view.value(id).type);
  return operators.get(node.op)?.check({ attrs: node.attrs, inputs: types(node.inputs), outputs }) === undefined;
};

/** Before: y = conv_2d(x), z = relu(y). After: z = conv_2d(x) with activation relu. */
const fuse = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const second = traitsOf(operators, node.op).activation;
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (second === undefined || input == null || output === undefined || view.soleConsumer(input) === undefined)
    return undefined;
  const layer = view.producer(input);
  const first = layer && ownActivation(layer);
  if (layer?.outputs.length !== 1 || first === undefined) return undefined;
  const activation = compose(first, second);
  if (activation === undefined) return undefined;
  // Quantised: the layer clamps stored integers, which is the same only at one scale and zero point.
  const before = view.value(input).type;
  const after = view.value(output).type;
  if (before.dtype !== after.dtype || !sameQuant(before.quant, after.quant)) return undefined;
  const fused = { ...layer, attrs: { ...layer.attrs, activation }, outputs: [output] } as Node;
  if (!accepts(operators, view, fused)) return undefined;
  return { nodes: [fused] };
};

export const fuseActivation = definePass({
  name: 'fuse-activation',
  version: 1,
  kind: 'graph',
  summary: 'let a layer apply the activation that follows it to its own result',
  establishes: ['activations-fused'],
  preserves: 'bits',
  auto: { after: ['batch-norm-folded', 'arithmetic-simplified', 'pads-fused'] },
  detects: (graph, operators) =>
    graph.nodes.some(({ op }) => traitsOf(operators, op).activation !== undefined) ? [] : ['activations-fused'],
  run: (graph, { constants, operators }) =>
    rewrite(graph, constants, [defineRule({ apply: (node, view) => fuse(view, node, operators) })]),
});
