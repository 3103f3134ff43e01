import {
  constantTensors,
  constantValue,
  float16ArrayToFloat32,
  foldableNodes,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type Tensor,
  type Value,
  type ValueId,
} from '@tinyml/core';

/**
 * Nodes that depend on constants alone. A fake quantisation of weights is left, and all that follows from it: training
 * goes through it to the weights themselves.
 */
const folded = (graph: Graph, operators: OperatorTable): ReadonlySet<string> => {
  const kept = new Set<ValueId>();
  const nodes = foldableNodes(graph, operators).filter((node) => {
    const keep = traitsOf(operators, node.op).rounds === true || node.inputs.some((id) => id !== null && kept.has(id));
    if (keep) node.outputs.forEach((id) => kept.add(id));
    return !keep;
  });
  return new Set(nodes.map(({ id }) => id));
};

const isHalf = (graph: Graph, { id, data }: Value): boolean =>
  data !== undefined && valueOf(graph, id).type.dtype === 'float16';

const asFloat32 = ({ type, data }: Tensor): Tensor =>
  type.dtype === 'float16'
    ? { type: { ...type, dtype: 'float32' }, data: float16ArrayToFloat32(data as Uint16Array) }
    : { type, data };

/**
 * The graph with its constant nodes computed and float16 constants as float32: what weights come from is a float32
 * constant then. Values keep their names. The same object where there is nothing to do.
 */
export const foldForTraining = (graph: Graph, constants: Constants, operators: OperatorTable): Graph => {
  const gone = folded(graph, operators);
  if (gone.size === 0 && ![...graph.values.values()].some((value) => isHalf(graph, value))) return graph;
  const tensors = constantTensors(graph, { constants, operators });
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id));
  const computed = new Set(graph.nodes.filter(({ id }) => gone.has(id)).flatMap(({ outputs }) => outputs));
  const read = new Set<ValueId | null>([...graph.inputs, ...graph.outputs]);
  for (const { inputs, outputs } of nodes) for (const id of [...inputs, ...outputs]) read.add(id);
  for (const { input, output } of graph.state ?? []) read.add(input).add(output);
  const values = new Map<ValueId, Value>();
  for (const [id, value] of graph.values) {
    if (!read.has(id)) continue;
    const tensor = tensors.get(id);
    const changes = computed.has(id) || isHalf(graph, value);
    if (!changes || tensor === undefined) values.set(id, value);
    else {
      const { type, data } = asFloat32(tensor);
      values.set(id, { ...value, ...constantValue(constants, id, type, data) });
    }
  }
  return { ...graph, nodes, values };
};
