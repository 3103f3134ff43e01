import {
  constantOf,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { composedOrder, ownOrder, type AxisOrder } from '@tinyml/core/internal';

/** A tensor that no transpose gives, and the order in which transposes, if any, hand it on. */
export interface Origin {
  readonly id: ValueId;
  readonly order: AxisOrder;
}

/** One operand of a node, or one output of the graph (`node` undefined), as a read of the tensor that it comes from. */
export interface Read {
  readonly origin: Origin;
  readonly node?: Node;
  readonly index: number;
}

/** A graph without its transposes: they are the orders of its reads. */
export interface TransposedReads {
  readonly nodes: readonly Node[];
  readonly transposes: readonly Node[];
  readonly producers: ReadonlyMap<ValueId, { readonly node: Node; readonly index: number }>;
  /** By tensor. */
  readonly reads: ReadonlyMap<ValueId, readonly Read[]>;
  originOf(id: ValueId): Origin;
  type(id: ValueId): TensorType;
  isConstant(id: ValueId): boolean;
}

/** The order that a transpose by a constant gives. */
export const orderOf = (
  graph: Graph,
  constants: Constants,
  node: Node,
  operators: OperatorTable,
): AxisOrder | undefined => {
  const { permutesAxes } = traitsOf(operators, node.op);
  const id = permutesAxes === undefined ? null : node.inputs[permutesAxes];
  const constant = id == null ? undefined : constantOf(graph, constants, id);
  if (constant === undefined) return undefined;
  const { length } = constant.data;
  return Array.from(constant.data as Int32Array, (axis) => (Number(axis) + length) % length);
};

/** What outside of the nodes reads values: the graph's outputs, and the next values of its state. */
export const outsideReads = (graph: Graph): readonly ValueId[] => [
  ...graph.outputs,
  ...(graph.state ?? []).map(({ output }) => output),
];

export const transposedReads = (graph: Graph, constants: Constants, operators: OperatorTable): TransposedReads => {
  const origins = new Map<ValueId, Origin>();
  const nodes: Node[] = [];
  const transposes: Node[] = [];
  const producers = new Map<ValueId, { readonly node: Node; readonly index: number }>();
  const reads = new Map<ValueId, Read[]>();
  const type = (id: ValueId): TensorType => valueOf(graph, id).type;
  const originOf = (id: ValueId): Origin => origins.get(id) ?? { id, order: ownOrder(type(id).shape.length) };
  const addRead = (id: ValueId, rest: Omit<Read, 'origin'>): void => {
    const origin = originOf(id);
    reads.set(origin.id, [...(reads.get(origin.id) ?? []), { origin, ...rest }]);
  };
  for (const node of graph.nodes) {
    const order = orderOf(graph, constants, node, operators);
    const [input] = node.inputs;
    const [output] = node.outputs;
    if (order !== undefined && input != null && output !== undefined) {
      const origin = originOf(input);
      origins.set(output, { id: origin.id, order: composedOrder(origin.order, order) });
      transposes.push(node);
      continue;
    }
    nodes.push(node);
    node.outputs.forEach((id, index) => producers.set(id, { node, index }));
    node.inputs.forEach((id, index) => {
      if (id !== null) addRead(id, { node, index });
    });
  }
  outsideReads(graph).forEach((id, index) => {
    addRead(id, { index });
  });
  const isConstant = (id: ValueId): boolean => valueOf(graph, id).data !== undefined;
  return { nodes, transposes, producers, reads, originOf, type, isConstant };
};
