import { byteLength, definePass, isFloat, type Node, type OperatorTable, type TensorData } from '@tinyml/core';
import { draftOf, type Draft } from './draft.ts';
import { isQuantized } from './quantized.ts';

/** These copy values; all other float results may differ from the device's in rounding. */
const copies: readonly string[] = [
  'concatenation',
  'identity',
  'pad',
  'reshape',
  'split',
  'squeeze',
  'strided_slice',
  'transpose',
];

/** What the node computes, where all its operands are constants. */
const evaluate = (draft: Draft, node: Node, operators: OperatorTable): readonly TensorData[] | undefined => {
  const operator = operators.get(node.op);
  if (operator === undefined || node.inputs.length === 0) return undefined;
  const inputs = node.inputs.map((id) => (id === null ? null : draft.constant(id)));
  if (inputs.includes(undefined)) return undefined;
  const tensors = inputs.map((tensor) => tensor ?? null);
  const outputs = node.outputs.map((id) => draft.value(id).type);
  const { attrs } = node;
  if (operator.check({ attrs, inputs: tensors.map((tensor) => tensor?.type ?? null), outputs }) !== undefined)
    return undefined;
  return operator.run({ attrs, inputs: tensors, outputs });
};

/** Bytes that the results take beyond those of the operands. */
const growth = (draft: Draft, node: Node): number => {
  const bytes = (ids: readonly (string | null)[]): number =>
    ids.reduce((sum, id) => sum + (id === null ? 0 : byteLength(draft.value(id).type)), 0);
  return bytes(node.outputs) - bytes(node.inputs);
};

/**
 * Computes when building what does not depend on the input. A dequantize of stored weights stays: to fold it would undo
 * what made them small.
 */
export const foldConstants = definePass({
  name: 'fold-constants',
  version: 1,
  kind: 'graph',
  summary: 'compute layers whose operands are all constant',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      growth: {
        type: 'integer',
        minimum: 0,
        default: 1024,
        description: 'bytes by which the result of a folded layer may exceed its operands',
      },
    },
  },
  preserves: 'rounding',
  run(graph, { constants, operators, options }) {
    const draft = draftOf(graph, constants);
    const exactOnly = isQuantized(graph);
    for (const { id: nodeId } of graph.nodes) {
      const node = draft.node(nodeId);
      if (node === undefined) continue;
      const rounds = !copies.includes(node.op) && node.outputs.some((id) => isFloat(draft.value(id).type.dtype));
      if (exactOnly && rounds) continue;
      if (node.op === 'dequantize' || node.outputs.some((id) => draft.isObserved(id))) continue;
      if (growth(draft, node) > options.growth) continue;
      const results = evaluate(draft, node, operators);
      if (results === undefined) continue;
      node.outputs.forEach((id, i) => {
        const data = results[i];
        if (data !== undefined) draft.redirect(id, draft.addConstant(`${id}_folded`, draft.value(id).type, data));
      });
      draft.remove(node.id);
    }
    return draft.finish();
  },
});
