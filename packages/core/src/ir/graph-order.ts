import type { Graph, Node, Value, ValueId } from './graph.ts';

/** Nodes in an order in which each comes after those it reads from; nodes that are in order already stay where they are. */
export const sortNodes = (nodes: readonly Node[]): readonly Node[] => {
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((id) => [id, node] as const)));
  const done = new Set<Node>();
  const sorted: Node[] = [];
  for (const root of nodes) {
    // Iterative depth-first search: a chain may be thousands of nodes long.
    const stack: { readonly node: Node; next: number }[] = [{ node: root, next: 0 }];
    const open = new Set<Node>([root]);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (done.has(top.node)) {
        stack.pop();
        continue;
      }
      const id = top.node.inputs[top.next];
      if (top.next < top.node.inputs.length) {
        top.next += 1;
        const from = id === null || id === undefined ? undefined : producers.get(id);
        if (from === undefined || done.has(from)) continue;
        if (open.has(from)) throw new Error(`nodes ${from.id} and ${top.node.id} wait for each other`);
        open.add(from);
        stack.push({ node: from, next: 0 });
        continue;
      }
      done.add(top.node);
      sorted.push(top.node);
      stack.pop();
    }
  }
  return sorted;
};

/** Without the constants, and results of nodes that are gone, which nothing reads. The same graph if there are none. */
export const dropUnusedValues = (graph: Graph): Graph => {
  const used = new Set<ValueId | null>([...graph.inputs, ...graph.outputs]);
  graph.state?.forEach(({ input, output }) => used.add(input).add(output));
  for (const node of graph.nodes) [...node.inputs, ...node.outputs].forEach((id) => used.add(id));
  const values = [...graph.values].filter(([id]) => used.has(id));
  return values.length === graph.values.size ? graph : { ...graph, values: new Map(values) };
};

/** Every use of a key, graph outputs and state included, reads the value instead; nodes and values stay. */
export const replaceUses = (graph: Graph, replacements: ReadonlyMap<ValueId, ValueId>): Graph => {
  if (replacements.size === 0) return graph;
  const rename = (id: ValueId): ValueId => replacements.get(id) ?? id;
  return {
    ...graph,
    outputs: graph.outputs.map(rename),
    nodes: graph.nodes.map((node) =>
      node.inputs.some((id) => id !== null && replacements.has(id))
        ? { ...node, inputs: node.inputs.map((id) => (id === null ? null : rename(id))) }
        : node,
    ),
    ...(graph.state && { state: graph.state.map((state) => ({ ...state, output: rename(state.output) })) }),
  };
};

/**
 * An output that another computed value took the place of gives that value its name: reports and generated code go on
 * calling the model's outputs as its author did. `after` has the outputs in the order of `before`.
 */
export const keepOutputNames = (before: Graph, after: Graph): Graph => {
  const produced = new Set(after.nodes.flatMap((node) => node.outputs));
  const names = new Map<ValueId, ValueId>();
  before.outputs.forEach((old, index) => {
    const now = after.outputs[index];
    if (now === undefined || now === old || names.has(now)) return;
    if (!produced.has(now) || produced.has(old) || before.outputs.includes(now) || [...names.values()].includes(old))
      return;
    names.set(now, old);
  });
  if (names.size === 0) return after;
  const rename = (id: ValueId): ValueId => names.get(id) ?? id;
  const taken = new Set(names.values());
  const values = new Map<ValueId, Value>();
  for (const [id, value] of after.values) if (!taken.has(id)) values.set(rename(id), { ...value, id: rename(id) });
  const nodes = after.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map((id) => (id === null ? null : rename(id))),
    outputs: node.outputs.map(rename),
  }));
  return {
    ...after,
    outputs: after.outputs.map(rename),
    values,
    nodes,
    ...(after.state && { state: after.state.map((state) => ({ ...state, output: rename(state.output) })) }),
  };
};
