import { canonicalJson, definePass, valueOf, type Constants, type Graph, type Node, type ValueId } from '@tinyml/core';
import { draftOf } from './draft.ts';

const mergeConstants = (graph: Graph, constants: Constants): Graph => {
  const draft = draftOf(graph, constants);
  const first = new Map<string, ValueId>();
  const used = new Set(graph.nodes.flatMap((node) => node.inputs));
  for (const value of graph.values.values()) {
    if (value.data === undefined || !used.has(value.id)) continue;
    const key = canonicalJson({ type: value.type, data: value.data, encoding: value.encoding, intent: value.intent });
    const same = first.get(key);
    if (same === undefined) first.set(key, value.id);
    else draft.redirect(value.id, same);
  }
  return draft.finish();
};

const keyOf = (graph: Graph, node: Node): string =>
  canonicalJson({
    op: node.op,
    attrs: node.attrs,
    inputs: node.inputs,
    outputs: node.outputs.map((id) => ({ type: valueOf(graph, id).type, intent: valueOf(graph, id).intent })),
  });

/** Before: a = relu(x), b = relu(x), add(a, b). After: a = relu(x), add(a, a). */
const mergeNodes = (graph: Graph, constants: Constants): Graph => {
  const draft = draftOf(graph, constants);
  const first = new Map<string, Node>();
  for (const { id } of graph.nodes) {
    const node = draft.node(id);
    if (node === undefined) continue;
    const key = keyOf(graph, node);
    const same = first.get(key);
    // A graph output keeps its own name, so the node that writes it stays.
    if (same === undefined || node.outputs.some((output) => draft.isObserved(output))) {
      if (same === undefined) first.set(key, node);
      continue;
    }
    node.outputs.forEach((output, i) => {
      draft.redirect(output, same.outputs[i] ?? output);
    });
    draft.remove(id);
  }
  return draft.finish();
};

/** Every operator is a function of its operands: equal nodes have equal results. */
export const mergeDuplicates = definePass({
  name: 'merge-duplicates',
  version: 1,
  kind: 'graph',
  summary: 'store equal constants once and compute equal layers once',
  preserves: 'bits',
  run: (graph, { constants }) => mergeNodes(mergeConstants(graph, constants), constants),
});
