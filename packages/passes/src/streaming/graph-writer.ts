import {
  constantValue,
  type Constants,
  type Graph,
  type Node,
  type Tensor,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import type { Rows } from './rows.ts';

const fresh = (hint: string, taken: Set<string>): string => {
  let id = hint;
  for (let count = 2; taken.has(id); count += 1) id = `${hint}_${String(count)}`;
  taken.add(id);
  return id;
};

/** The same type with so many rows along the axis. */
export const withRows = (type: TensorType, axis: number, rows: number): TensorType => ({
  ...type,
  shape: type.shape.map((extent, i) => (i === axis ? rows : extent)),
});

/** Collects the values and nodes of a new graph that keeps the names of `graph` where it can. */
export const graphWriter = (graph: Graph, constants: Constants) => {
  const values = new Map<ValueId, Value>();
  const nodes: Node[] = [];
  const valueIds = new Set<string>(graph.values.keys());
  const nodeIds = new Set<string>(graph.nodes.map(({ id }) => id));
  for (const [id, value] of graph.values) if (value.data !== undefined) values.set(id, value);

  const addValue = (hint: string, type: TensorType): ValueId => {
    const id = fresh(hint, valueIds);
    values.set(id, { id, type });
    return id;
  };
  const addConstant = (hint: string, { data, type }: Tensor): ValueId => {
    const id = fresh(hint, valueIds);
    values.set(id, constantValue(constants, id, type, data));
    return id;
  };
  const integers = (hint: string, list: readonly number[]): ValueId =>
    addConstant(hint, { type: { dtype: 'int32', shape: [list.length] }, data: Int32Array.from(list) });
  const freshNodeId = (hint: string): string =>
    fresh(hint.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9]|$)/, '_'), nodeIds);

  return {
    values,
    nodes,
    addValue,
    addConstant,
    freshNodeId,
    /** Puts a value of the old graph into the new one as it is. */
    keepValue(value: Value): void {
      values.set(value.id, value);
    },
    addNode(node: Node): void {
      nodes.push(node);
    },
    /** Rows of `from` along the axis, counted from its first one. */
    slice(hint: string, from: ValueId, type: TensorType, axis: number, rows: Rows): ValueId {
      const count = rows.to - rows.from;
      const begin = type.shape.map((_, i) => (i === axis ? rows.from : 0));
      const size = type.shape.map((extent, i) => (i === axis ? count : extent));
      const result = addValue(`${hint}_rows`, withRows(type, axis, count));
      nodes.push({
        id: freshNodeId(`${hint}_rows`),
        op: 'slice',
        attrs: {},
        inputs: [from, integers(`${result}_begin`, begin), integers(`${result}_size`, size)],
        outputs: [result],
      });
      return result;
    },
    join(hint: string, parts: readonly ValueId[], type: TensorType, axis: number): ValueId {
      const result = addValue(hint, type);
      const attrs = { axis, activation: 'none' };
      nodes.push({ id: freshNodeId(hint), op: 'concatenation', attrs, inputs: parts, outputs: [result] });
      return result;
    },
  };
};

export type GraphWriter = ReturnType<typeof graphWriter>;
