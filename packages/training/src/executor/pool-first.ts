import {
  constantOf,
  consumers,
  isObserved,
  producer,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import { ownActivation } from '@tinyml/passes';

/** What comes after the pool instead of before it. */
type Late = Pick<Node, 'op' | 'attrs'> & { readonly more: readonly ValueId[] };

interface Split {
  /** The node that feeds the pool, without what can wait; none: the pool reads the node's own operand. */
  readonly early?: Node;
  readonly late: Late;
}

/** What of a node can wait until after a pool. */
const splitOf = (
  graph: Graph,
  constants: Constants,
  operators: OperatorTable,
  node: Node | undefined,
): Split | undefined => {
  if (node === undefined) return undefined;
  const { activation: itself, weighted, window } = traitsOf(operators, node.op);
  if (itself !== undefined) return { late: { op: node.op, attrs: node.attrs, more: [] } };
  if (weighted === undefined || window !== 'filter') return undefined;
  const activation = ownActivation(node) ?? 'none';
  const bare = { ...node, attrs: { ...node.attrs, activation: 'none' } };
  const bias = node.inputs[weighted.bias];
  if (bias != null && constantOf(graph, constants, bias) !== undefined)
    return {
      early: { ...bare, inputs: node.inputs.slice(0, weighted.bias) },
      late: { op: 'add', attrs: { activation }, more: [bias] },
    };
  return activation === 'none' ? undefined : { early: bare, late: { op: activation, attrs: {}, more: [] } };
};

/** Moves what feeds `pool`, or the part of it that can wait, after it; undefined where that cannot be. */
const swap = (
  graph: Graph,
  constants: Constants,
  operators: OperatorTable,
  pool: Node,
): { readonly graph: Graph; readonly pool: Node } | undefined => {
  const [x] = pool.inputs;
  if (x == null || (ownActivation(pool) ?? 'none') !== 'none') return undefined;
  const feeding = producer(graph, x);
  if (feeding === undefined || isObserved(graph, x) || consumers(graph, x).length !== 1) return undefined;
  const split = splitOf(graph, constants, operators, feeding);
  if (split === undefined) return undefined;
  const [result] = pool.outputs as [ValueId];
  const { type } = valueOf(graph, result);
  const values = new Map(graph.values);
  const { op, attrs, more } = split.late;
  const pooled = `${result}/pooled`;
  values.set(pooled, { id: pooled, type });
  const source = split.early === undefined ? (feeding.inputs[0] as ValueId) : x;
  const early: Node = { ...pool, inputs: [source], outputs: [pooled] };
  const id = `${pool.id}_${String(graph.nodes.length)}`;
  const tail: Node = { id, op, attrs, inputs: [pooled, ...more], outputs: [result] };
  const nodes = graph.nodes.flatMap((node) => {
    if (node === feeding) return split.early === undefined ? [] : [split.early];
    return node === pool ? [early, tail] : [node];
  });
  return { graph: { ...graph, nodes, values }, pool: early };
};

/**
 * Pools first what is max-pooled after a convolution: pool(act(conv + bias)) → act(pool(conv) + bias). Bias and activation
 * never decrease, so the greatest stays the greatest, and the least the least, bit for bit, and its gradient goes the same
 * way; they work on a quarter of the elements. Only for running: the tensors in between are others.
 */
export const poolFirst = (graph: Graph, constants: Constants, operators: OperatorTable): Graph => {
  let result = graph;
  for (const node of graph.nodes) {
    const { picks, window } = traitsOf(operators, node.op);
    if (picks === undefined || window !== 'attribute') continue;
    let pool = node;
    for (;;) {
      const next = swap(result, constants, operators, pool);
      if (next === undefined) break;
      result = next.graph;
      pool = next.pool;
    }
  }
  return result;
};
