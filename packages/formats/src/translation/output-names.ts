import type { Graph, Node, Value, ValueId } from '@tinyml/core';

/**
 * The graph with its outputs under the names that the file gives them. A name that another value has goes to the output; an
 * output that is an input of the graph or the output before, too, keeps its own.
 */
export const withOutputNames = (graph: Graph, names: readonly string[]): Graph => {
  const renamed = new Map<ValueId, ValueId>();
  const fixed = new Set(graph.inputs);
  graph.outputs.forEach((id, i) => {
    const name = names[i];
    if (name === undefined || name === '' || id === name || fixed.has(id) || fixed.has(name) || renamed.has(id)) return;
    if ([...renamed.values()].includes(name)) return;
    renamed.set(id, name);
  });
  const targets = new Set(renamed.values());
  for (const id of graph.values.keys()) {
    if (!targets.has(id) || renamed.has(id)) continue;
    let other = `${id}_inner`;
    for (let n = 1; graph.values.has(other) || targets.has(other); n++) other = `${id}_inner_${String(n)}`;
    renamed.set(id, other);
  }
  if (renamed.size === 0) return graph;
  const to = (id: ValueId): ValueId => renamed.get(id) ?? id;
  return {
    ...graph,
    outputs: graph.outputs.map(to),
    values: new Map([...graph.values].map(([id, value]): [ValueId, Value] => [to(id), { ...value, id: to(id) }])),
    nodes: graph.nodes.map(
      (node): Node => ({ ...node, inputs: node.inputs.map((id) => (id === null ? null : to(id))), outputs: node.outputs.map(to) }), // prettier-ignore
    ),
    ...(graph.state && { state: graph.state.map(({ input, output, ...rest }) => ({ ...rest, input: to(input), output: to(output) })) }), // prettier-ignore
  };
};
