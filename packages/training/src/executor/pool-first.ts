import {
  constantOf,
  consumers,
  isObserved,
  producer,
  valueOf,
  type Activation,
  type Constants,
  type Graph,
  type Node,
  type ValueId,
  isNode,
} from '@tinyml/core';

type Pool = Node<'max_pool_2d'>;
type Monotone = Exclude<Activation, 'none'>;

/** What comes after the pool instead of before it. */
type Late = { readonly add: ValueId; readonly activation: Activation } | Monotone;

interface Split {
  /** The node that feeds the pool, without what can wait; none: the pool reads the node's own operand. */
  readonly early?: Node;
  readonly late: Late;
}

/** What of a node can wait until after a pool. */
const splitOf = (graph: Graph, constants: Constants, node: Node | undefined): Split | undefined => {
  if (isNode(node, 'relu', 'relu6', 'relu_n1_to_1')) return { late: node.op };
  if (!isNode(node, 'conv_2d', 'depthwise_conv_2d')) return undefined;
  const [x, filter, bias] = node.inputs;
  const { activation } = node.attrs;
  const attrs = { ...node.attrs, activation: 'none' };
  if (bias != null && x !== undefined && filter !== undefined && constantOf(graph, constants, bias) !== undefined)
    return { early: { ...node, attrs, inputs: [x, filter] } as Node, late: { add: bias, activation } };
  return activation === 'none' ? undefined : { early: { ...node, attrs } as Node, late: activation };
};

/** Puts the node in front of `pool` behind it; undefined where that cannot be. */
const swap = (graph: Graph, constants: Constants, pool: Pool): { graph: Graph; pool: Pool } | undefined => {
  const [x] = pool.inputs;
  if (x == null || pool.attrs.activation !== 'none') return undefined;
  const before = producer(graph, x);
  if (before === undefined || isObserved(graph, x) || consumers(graph, x).length !== 1) return undefined;
  const split = splitOf(graph, constants, before);
  if (split === undefined) return undefined;
  const [result] = pool.outputs as [ValueId];
  const { type } = valueOf(graph, result);
  const values = new Map(graph.values);
  const { late } = split;
  const pooled = `${result}/pooled`;
  values.set(pooled, { id: pooled, type });
  const source = split.early === undefined ? (before.inputs[0] as ValueId) : x;
  const early: Pool = { ...pool, inputs: [source], outputs: [pooled] };
  const common = { id: `${pool.id}_${String(graph.nodes.length)}`, outputs: [result] };
  const tail = (
    typeof late === 'string'
      ? { ...common, op: late, attrs: {}, inputs: [pooled] }
      : { ...common, op: 'add', attrs: { activation: late.activation }, inputs: [pooled, late.add] }
  ) as Node;
  const nodes = graph.nodes.flatMap((node) => {
    if (node === before) return split.early === undefined ? [] : [split.early];
    return node === pool ? [early, tail] : [node];
  });
  return { graph: { ...graph, nodes, values }, pool: early };
};

/**
 * Pools first what is max-pooled after a convolution: pool(act(conv + bias)) → act(pool(conv) + bias). Bias and
 * activation never decrease, so the greatest stays the greatest, bit for bit, and its gradient goes the same way; they
 * work on a quarter of the elements. Only for running: the tensors in between are others.
 */
export const poolFirst = (graph: Graph, constants: Constants): Graph => {
  let result = graph;
  for (const node of graph.nodes) {
    if (!isNode(node, 'max_pool_2d')) continue;
    let pool: Pool = node;
    for (let next = swap(result, constants, pool); next !== undefined; next = swap(result, constants, pool)) {
      result = next.graph;
      pool = next.pool;
    }
  }
  return result;
};
