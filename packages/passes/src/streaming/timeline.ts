import {
  constantOf,
  slotOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import type { Rows } from './rows.ts';
import { timeSlot, type TimeOperand, type TimeRead, type TimeView } from './time-slot.ts';

/** A value along time. */
export interface TimedValue {
  readonly axis: number;
  readonly rows: number;
  /** Frames from one row to the next; 0: its rows are of no fixed distance. */
  readonly stride: number;
  /**
   * Rows that only depend on which frames they see: row r of a window is row r − 1 of the one that began `stride` frames later. The others
   * are made with padding at a fixed place of the window, or from something of the whole window.
   */
  readonly steady: Rows;
}

/** A node that runs on some rows at a time. */
export interface TimedNode {
  readonly view: TimeView;
  readonly reads: readonly (TimeRead & { readonly value: ValueId })[];
  /** Of its result. A result without the axis has one row. */
  readonly result: TimedValue;
}

export interface Timeline {
  readonly values: ReadonlyMap<ValueId, TimedValue>;
  readonly nodes: ReadonlyMap<Node, TimedNode>;
}

/** Rows that rows of a result are made from, `before` the operand's first one included. */
export const reach = ({ before, extent, stride }: TimeRead, { from, to }: Rows): Rows => ({
  from: from * stride - before,
  to: (to - 1) * stride - before + extent,
});

export interface TimelineRequest {
  readonly constants: Constants;
  readonly operators: OperatorTable;
  readonly input: ValueId;
  readonly axis: number;
  readonly frames: number;
  /** Windows take earlier rows in place of padding. */
  readonly causal: boolean;
}

const unsteady = (rows: number): Rows => ({ from: rows, to: rows });

/** The result's rows all of whose operand's rows are steady. */
const steadyRows = (read: TimeRead, operand: TimedValue, rows: number): Rows => {
  const { before, extent, stride } = read;
  // One row for all: it changes, so that they do.
  if (stride === 0) return unsteady(rows);
  const first = Math.ceil((operand.steady.from + before) / stride);
  const from = first === -Infinity ? first : Math.max(0, first);
  const to = Math.min(rows, Math.floor((operand.steady.to + before - extent) / stride) + 1);
  return from < to ? { from, to } : unsteady(rows);
};

/** Whether a row of the result reads padding. */
const readsPadding = (read: TimeRead, operand: TimedValue, rows: number): boolean => {
  const { from, to } = reach(read, { from: 0, to: rows });
  return from < 0 || to > operand.rows;
};

/** The window moved so that the last row ends with the operand's last one: padding becomes rows of earlier windows. */
const behind = (read: TimeRead, operand: TimedValue, rows: number): TimeRead => ({
  ...read,
  before: (rows - 1) * read.stride + read.extent - operand.rows,
});

/** Whether every row of the result sees a row of the operand. */
const seesRows = (read: TimeRead, operand: TimedValue, rows: number): boolean =>
  reach(read, { from: 0, to: 1 }).to > 0 && reach(read, { from: rows - 1, to: rows }).from < operand.rows;

/** What of the graph goes along time, from the input on. */
export const timelineOf = (graph: Graph, request: TimelineRequest): Timeline => {
  const { axis, causal, constants, frames, input, operators } = request;
  const values = new Map<ValueId, TimedValue>([
    [input, { axis, rows: frames, stride: 1, steady: { from: causal ? -Infinity : 0, to: frames } }],
  ]);
  const nodes = new Map<Node, TimedNode>();
  const operandOf = (id: ValueId): TimeOperand => {
    const constant = constantOf(graph, constants, id)?.data;
    const timed = values.get(id)?.axis;
    const { type } = valueOf(graph, id);
    return { type, ...(constant && { constant }), ...(timed !== undefined && { axis: timed }) };
  };
  const viewOf = (node: Node): TimedNode | undefined => {
    const inputs = node.inputs.map((id) => (id === null ? null : operandOf(id)));
    const outputs = node.outputs.map((id) => valueOf(graph, id).type);
    const view = slotOf(timeSlot, operators.get(node.op))?.({ node, operators, inputs, outputs });
    if (view === undefined) return undefined;
    const rows = view.axis === null ? 1 : (outputs[0]?.shape[view.axis] as number);
    const given = view.reads.map(({ operand }) => values.get(node.inputs[operand] as ValueId) as TimedValue);
    const moves = given.every(({ steady }) => steady.from === -Infinity);
    const reads = view.reads.map((read, i) => {
      const from = given[i] as TimedValue;
      return moves && readsPadding(read, from, rows) ? behind(read, from, rows) : read;
    });
    if (!moves && !reads.every((read, i) => seesRows(read, given[i] as TimedValue, rows))) return undefined;
    const strides = new Set(reads.map(({ stride }, i) => stride * (given[i] as TimedValue).stride));
    const [stride = 0] = strides;
    // What is computed from the whole window changes with every frame, and what is made with it too.
    const varies = inputs.some(
      (operand) => operand !== null && operand.constant === undefined && operand.axis === undefined,
    );
    const all = reads.map((read, i) => steadyRows(read, given[i] as TimedValue, rows));
    const steady = { from: Math.max(...all.map(({ from }) => from)), to: Math.min(...all.map(({ to }) => to)) };
    const sound = !varies && view.axis !== null && strides.size === 1 && stride > 0 && steady.from < steady.to;
    return {
      view,
      reads: reads.map((read) => ({ ...read, value: node.inputs[read.operand] as ValueId })),
      result: { axis: view.axis ?? 0, rows, stride: sound ? stride : 0, steady: sound ? steady : unsteady(rows) },
    };
  };
  for (const node of graph.nodes) {
    const [result, ...others] = node.outputs;
    if (result === undefined || others.length > 0 || !node.inputs.some((id) => id !== null && values.has(id))) continue;
    const timed = viewOf(node);
    if (timed === undefined) continue;
    nodes.set(node, timed);
    if (timed.view.axis !== null) values.set(result, timed.result);
  }
  return { values, nodes };
};
