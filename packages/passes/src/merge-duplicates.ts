import {
  canonicalJson,
  definePass,
  dropUnusedValues,
  isObserved,
  replaceUses,
  valueOf,
  type Graph,
  type Node,
  type ValueId,
} from '@tinyml/core';
import { graphDigest } from '@tinyml/core/internal';

const mergeConstants = (graph: Graph): Graph => {
  const first = new Map<string, ValueId>();
  const replaced = new Map<ValueId, ValueId>();
  const used = new Set(graph.nodes.flatMap((node) => node.inputs));
  for (const value of graph.values.values()) {
    if (value.data === undefined || !used.has(value.id)) continue;
    const key = canonicalJson({ type: value.type, data: value.data, encoding: value.encoding, intent: value.intent });
    const same = first.get(key);
    if (same === undefined) first.set(key, value.id);
    else if (!isObserved(graph, value.id)) replaced.set(value.id, same);
  }
  return replaced.size === 0 ? graph : dropUnusedValues(replaceUses(graph, replaced));
};

const keyOf = (graph: Graph, node: Node): string =>
  canonicalJson({
    op: node.op,
    attrs: node.attrs,
    graphs: node.graphs?.map(graphDigest),
    inputs: node.inputs,
    outputs: node.outputs.map((id) => ({ type: valueOf(graph, id).type, intent: valueOf(graph, id).intent })),
  });

/** Before: a = relu(x), b = relu(x), add(a, b). After: a = relu(x), add(a, a). */
const mergeNodes = (graph: Graph): Graph => {
  const first = new Map<string, Node>();
  const replaced = new Map<ValueId, ValueId>();
  const kept = graph.nodes.filter((node) => {
    const inputs = node.inputs.map((id) => (id === null ? null : (replaced.get(id) ?? id)));
    const key = keyOf(graph, { ...node, inputs } as Node);
    const same = first.get(key);
    if (same === undefined) first.set(key, node);
    // A graph output keeps its own name, so the node that writes it stays.
    if (same === undefined || node.outputs.some((id) => isObserved(graph, id))) return true;
    node.outputs.forEach((id, i) => replaced.set(id, same.outputs[i] ?? id));
    return false;
  });
  return replaced.size === 0 ? graph : dropUnusedValues(replaceUses({ ...graph, nodes: kept }, replaced));
};

/** Every operator is a function of its operands: equal nodes have equal results. */
export const mergeDuplicates = definePass({
  name: 'merge-duplicates',
  version: 1,
  kind: 'graph',
  summary: 'store equal constants once and compute equal layers once',
  establishes: ['duplicates-merged'],
  preserves: 'bits',
  auto: { phase: 'sweep' },
  run: (graph) => mergeNodes(mergeConstants(graph)),
});
