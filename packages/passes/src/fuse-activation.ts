import { definePass, sameQuant, type Node, type OperatorTable, type TensorType } from '@tinyml/core';
import { activationOf, compose } from './activation.ts';
import { draftOf, type Draft } from './draft.ts';

const accepts = (operators: OperatorTable, draft: Draft, node: Node): boolean => {
  const types = (ids: readonly (string | null)[]): (TensorType | null)[] =>
    ids.map((id) => (id === null ? null : draft.value(id).type));
  const outputs = node.outputs.map((id) => draft.value(id).type);
  return operators.get(node.op)?.check({ attrs: node.attrs, inputs: types(node.inputs), outputs }) === undefined;
};

/** Before: y = conv_2d(x), z = relu(y). After: z = conv_2d(x) with activation relu. */
const fuse = (draft: Draft, node: Node, operators: OperatorTable): void => {
  const second = activationOf(node);
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (second === undefined || input == null || output === undefined || !draft.isPrivate(input)) return;
  const layer = draft.producer(input);
  if (layer?.outputs.length !== 1 || !('activation' in layer.attrs)) return;
  const activation = compose(layer.attrs.activation, second);
  if (activation === undefined) return;
  // Quantised: the layer clamps stored integers, which is the same only at one scale and zero point.
  const before = draft.value(input).type;
  const after = draft.value(output).type;
  if (before.dtype !== after.dtype || !sameQuant(before.quant, after.quant)) return;
  const fused = { ...layer, attrs: { ...layer.attrs, activation }, outputs: [output] } as Node;
  if (!accepts(operators, draft, fused)) return;
  draft.remove(node.id);
  draft.replace(layer.id, fused);
};

export const fuseActivation = definePass({
  name: 'fuse-activation',
  version: 1,
  kind: 'graph',
  summary: 'let a layer apply the activation behind it to its own result',
  establishes: ['activations-fused'],
  preserves: 'bits',
  run(graph, { constants, operators }) {
    const draft = draftOf(graph, constants);
    for (const { id } of graph.nodes) {
      const node = draft.node(id);
      if (node !== undefined) fuse(draft, node, operators);
    }
    return draft.finish();
  },
});
