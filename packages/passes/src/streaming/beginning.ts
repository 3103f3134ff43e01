import {
  allocate,
  constantTensors,
  elementCount,
  toBytes,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type Tensor,
  type TensorData,
  type ValueId,
} from '@tinyml/core';
import { initialState } from '@tinyml/core/internal';
import type { Ring, Streamed } from './streamed-graph.ts';

/** One row of a tensor along the axis, `count` times. */
const repeated = ({ data, type }: Tensor, axis: number, row: number, count: number): TensorData => {
  const outer = elementCount(type.shape.slice(0, axis));
  const inner = elementCount(type.shape.slice(axis + 1));
  const rows = type.shape[axis] as number;
  const result = allocate(type.dtype, outer * count * inner);
  for (let o = 0; o < outer; o++) {
    const from = (o * rows + row) * inner;
    const line = data.subarray(from, from + inner);
    for (let i = 0; i < count; i++) (result as Int8Array).set(line as Int8Array, (o * count + i) * inner);
  }
  return result;
};

/** The nodes that rows of the rings are made by, in execution order. */
const makersOf = (graph: Graph, rings: readonly Ring[]): readonly Node[] => {
  const wanted = new Set<ValueId | null>(rings.map(({ like }) => like));
  const makers = graph.nodes.toReversed().filter(({ inputs, outputs }) => {
    if (!outputs.some((id) => wanted.has(id))) return false;
    inputs.forEach((id) => wanted.add(id));
    return true;
  });
  return makers.toReversed();
};

/**
 * The graph with rings that hold what frames of real zeros leave there: that of the network on a window of zeros. A row is computed
 * from rows of other values only, so that one inference in the order of the nodes finds them all.
 */
export const withBeginning = (
  { graph, rings }: Streamed,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
): Graph => {
  const found = new Map(constantTensors(graph, { operators, constants }));
  const zero = (id: ValueId): Tensor => initialState(graph, { name: id, input: id, output: id }, constants);
  const initial = new Map<ValueId, TensorData>();
  const give = (id: ValueId, tensor: Tensor): void => {
    found.set(id, tensor);
    for (const { axis, row, states } of rings.filter(({ like }) => like === id))
      for (const { input } of states) {
        const { type } = valueOf(graph, input);
        const data = repeated(tensor, axis, row, type.shape[axis] as number);
        found.set(input, { type, data });
        initial.set(input, data);
      }
  };
  for (const id of graph.inputs) give(id, zero(id));
  for (const [id, tensor] of found) give(id, tensor);
  for (const node of makersOf(graph, rings)) {
    const operator = operators.get(node.op);
    if (operator === undefined) throw new Error(`no operator ${node.op}`);
    const inputs = node.inputs.map((id) => (id === null ? null : (found.get(id) as Tensor)));
    const types = node.outputs.map((id) => valueOf(graph, id).type);
    const results = operator.run({ attrs: node.attrs, inputs, outputs: types });
    types.forEach((type, i) => {
      give(node.outputs[i] as ValueId, { type, data: results[i] as TensorData });
    });
  }
  const isZero = (id: ValueId, data: TensorData): boolean =>
    Buffer.compare(toBytes(zero(id).data), toBytes(data)) === 0;
  return {
    ...graph,
    state: (graph.state ?? []).map((state) => {
      const data = initial.get(state.input);
      return data === undefined || isZero(state.input, data)
        ? state
        : { ...state, initial: constants.put(toBytes(data)) };
    }),
  };
};
