import { valueOf, type Constants, type Graph, type Node, type State, type ValueId } from '@tinyml/core';
import type { Demand, RowWork } from './demand.ts';
import { newRows } from './demand.ts';
import { graphWriter, withRows, type GraphWriter } from './graph-writer.ts';
import { intersection, isEmpty, type Rows } from './rows.ts';
import { reach, type TimedNode, type TimedValue, type Timeline } from './timeline.ts';

export interface StreamOptions {
  /** Frames that an inference takes. */
  readonly hop: number;
  readonly input: ValueId;
  /** Outputs along time have their last rows alone. */
  readonly newRowsOnly: boolean;
}

/** The rings of a value: one for each phase, all of which begin with the row that it has where nothing moves. */
export interface Ring {
  readonly states: readonly State[];
  readonly axis: number;
  /** A value that holds such a row, at this position along the axis. */
  readonly like: ValueId;
  readonly row: number;
}

export interface Streamed {
  readonly graph: Graph;
  readonly rings: readonly Ring[];
}

/** Some rows of a value that are there, in one tensor. */
interface Part {
  readonly id: ValueId;
  readonly rows: Rows;
}

const sameRows = (a: Rows, b: Rows): boolean => a.from === b.from && a.to === b.to;

/** Gives any rows of the values, from parts that are computed at this inference and those that are kept. */
const rowStore = (
  graph: Graph,
  values: ReadonlyMap<ValueId, TimedValue>,
  writer: GraphWriter,
  hintOf: (value: ValueId) => string,
) => {
  const parts = new Map<ValueId, Part[]>();
  const known = new Map<string, ValueId>();
  return {
    add(value: ValueId, part: Part): void {
      parts.set(
        value,
        [...(parts.get(value) ?? []), part].sort((a, b) => a.rows.from - b.rows.from),
      );
    },
    rowsOf(value: ValueId, rows: Rows): ValueId {
      const key = `${value} ${String(rows.from)} ${String(rows.to)}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const { axis } = values.get(value) as TimedValue;
      const { type } = valueOf(graph, value);
      let next = rows.from;
      const pieces = (parts.get(value) ?? []).flatMap((part): ValueId[] => {
        const some = intersection(part.rows, { from: next, to: rows.to });
        if (isEmpty(some) || some.from !== next) return [];
        next = some.to;
        if (sameRows(some, part.rows)) return [part.id];
        const own = { from: some.from - part.rows.from, to: some.to - part.rows.from };
        return [writer.slice(hintOf(value), part.id, withRows(type, axis, part.rows.to - part.rows.from), axis, own)];
      });
      const [only, ...others] = pieces;
      if (next !== rows.to || only === undefined) throw new Error(`rows ${key} are not there`);
      const id =
        others.length === 0
          ? only
          : writer.join(`${hintOf(value)}_window`, pieces, withRows(type, axis, rows.to - rows.from), axis);
      known.set(key, id);
      return id;
    },
  };
};

/** The graph that takes new frames and keeps what it can of the rows made of earlier ones. */
export const streamedGraph = (
  graph: Graph,
  { nodes, values }: Timeline,
  { work }: Demand,
  { hop, input, newRowsOnly }: StreamOptions,
  constants: Constants,
): Streamed => {
  const writer = graphWriter(graph, constants);
  // Layers have shorter names than their results.
  const layers = new Map(graph.nodes.flatMap((node) => node.outputs.map((id) => [id, node.id] as const)));
  const hintOf = (value: ValueId): string => layers.get(value) ?? value;
  const store = rowStore(graph, values, writer, hintOf);
  const states: { readonly value: ValueId; readonly ids: readonly ValueId[] }[] = [];
  const likes = new Map<ValueId, { readonly like: ValueId; readonly row: number }>();

  const keep = (value: ValueId, { kept, phases }: RowWork): void => {
    if (isEmpty(kept)) return;
    const { axis } = values.get(value) as TimedValue;
    const type = withRows(valueOf(graph, value).type, axis, kept.to - kept.from);
    const ids = Array.from({ length: phases }, () => writer.addValue(`${hintOf(value)}_ring`, type));
    states.push({ value, ids });
    store.add(value, { id: ids[0] as ValueId, rows: kept });
  };
  const remember = (value: ValueId, id: ValueId, rows: Rows, { kept }: RowWork): void => {
    if (!isEmpty(kept) && rows.from <= kept.to && kept.to < rows.to)
      likes.set(value, { like: id, row: kept.to - rows.from });
  };

  const available = (value: ValueId, rows: Rows): Rows => {
    const timed = values.get(value) as TimedValue;
    return intersection(rows, { from: timed.steady.from === -Infinity ? -Infinity : 0, to: timed.rows });
  };
  const compute = (node: Node, { reads, view, result }: TimedNode, rows: Rows, last: boolean): ValueId => {
    const [output] = node.outputs as [ValueId];
    const given = reads.map((read) => available(read.value, reach(read, rows)));
    const slice = view.slice(rows, given);
    const whole = valueOf(graph, output).type;
    const type = view.axis === null ? whole : withRows(whole, view.axis, rows.to - rows.from);
    const suffix = last ? 'new' : 'border';
    if (typeof slice === 'object' && 'constant' in slice)
      return writer.addConstant(`${hintOf(output)}_${suffix}`, { type, data: slice.constant });
    const operand = (i: number): ValueId => {
      const read = reads[i];
      if (read === undefined) throw new Error(`${node.id} reads no operand ${String(i)}`);
      return store.rowsOf(read.value, given[i] as Rows);
    };
    if (slice === 'operand') return operand(0);
    const wholeRows = view.axis === null || (rows.from === 0 && rows.to === result.rows);
    if (wholeRows) writer.keepValue(valueOf(graph, output));
    const id = wholeRows ? output : writer.addValue(`${hintOf(output)}_${suffix}`, type);
    const constantsAt = slice.constants;
    const inputs = node.inputs.map((own, position): ValueId | null => {
      const tensor = constantsAt?.get(position);
      if (tensor !== undefined) return writer.addConstant(`${hintOf(output)}_${String(position)}`, tensor);
      const read = reads.findIndex((one) => one.operand === position);
      return read < 0 ? own : operand(read);
    });
    writer.addNode({
      ...node,
      id: last ? node.id : writer.freshNodeId(`${node.id}_border`),
      op: slice.op,
      attrs: slice.attrs,
      inputs: slice.operands === undefined ? inputs : inputs.slice(0, slice.operands),
      outputs: [id],
    });
    return id;
  };

  const frames = values.get(input) as TimedValue;
  const given = valueOf(graph, input);
  writer.keepValue({ ...given, type: withRows(given.type, frames.axis, hop) });
  const inputWork = work.get(input) as RowWork;
  keep(input, inputWork);
  const newest = { from: frames.rows - hop, to: frames.rows };
  store.add(input, { id: input, rows: newest });
  remember(input, input, newest, inputWork);
  for (const id of graph.inputs) if (id !== input) writer.keepValue(valueOf(graph, id));

  for (const node of graph.nodes) {
    const timed = nodes.get(node);
    if (timed === undefined) {
      const inputs = node.inputs.map((id) => {
        const value = id === null ? undefined : values.get(id);
        return id === null || value === undefined ? id : store.rowsOf(id, { from: 0, to: value.rows });
      });
      for (const id of node.outputs) writer.keepValue(valueOf(graph, id));
      writer.addNode({ ...node, inputs });
      continue;
    }
    const [output] = node.outputs as [ValueId];
    if (timed.view.axis === null) {
      compute(node, timed, { from: 0, to: 1 }, true);
      continue;
    }
    const own = work.get(output);
    if (own === undefined) continue;
    keep(output, own);
    own.computed.forEach((rows, i) => {
      const id = compute(node, timed, rows, i === own.computed.length - 1);
      store.add(output, { id, rows });
      remember(output, id, rows, own);
    });
  }

  const outputs = graph.outputs.map((id) => {
    const value = values.get(id);
    if (value === undefined) return id;
    return store.rowsOf(id, newRowsOnly ? newRows(value, hop) : { from: 0, to: value.rows });
  });
  const rings = states.map(({ ids, value }): Ring => {
    const { kept, step } = work.get(value) as RowWork;
    const { like, row } = likes.get(value) as { like: ValueId; row: number };
    const next = store.rowsOf(value, { from: kept.from + step, to: kept.to + step });
    return {
      axis: (values.get(value) as TimedValue).axis,
      like,
      row,
      states: ids.map((id, phase): State => ({ name: id, input: id, output: ids[phase + 1] ?? next })),
    };
  });
  const result: Graph = {
    ...graph,
    outputs,
    values: writer.values,
    nodes: writer.nodes,
    state: rings.flatMap((ring) => ring.states),
  };
  return { graph: result, rings };
};
