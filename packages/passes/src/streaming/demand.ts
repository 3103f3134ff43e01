import type { Graph, ValueId } from '@tinyml/core';
import { hull, intersection, isEmpty, none, type Rows } from './rows.ts';
import { reach, type TimedValue, type Timeline } from './timeline.ts';

/** What an inference does about a value along time. */
export interface RowWork {
  /** Rows that are computed at each inference: those at the window's beginning, then new ones with those at its end. */
  readonly computed: readonly Rows[];
  /** Steady rows of earlier inferences that are read. */
  readonly kept: Rows;
  /** Rows by which the window moves from one inference to the next that has the same rows. */
  readonly step: number;
  /** Inferences from one that has the same rows to the next: more than one where a row takes several inferences' frames. */
  readonly phases: number;
}

interface Wanted {
  readonly top: Rows;
  readonly middle: Rows;
  readonly bottom: Rows;
}

const nothing: Wanted = { top: none, middle: none, bottom: none };

const present = (...rows: readonly Rows[]): readonly Rows[] => rows.filter((some) => !isEmpty(some));

/** Rows that are computed and kept where these are read. `hop`: frames of an inference. `given`: it is the input. */
const workOf = ({ top, middle, bottom }: Wanted, value: TimedValue, hop: number, given: boolean): RowWork => {
  const { steady, stride } = value;
  if (!given && isEmpty(middle)) return { computed: present(top, bottom), kept: none, step: 1, phases: 1 };
  const step = Math.max(1, hop / stride);
  const end = given || !isEmpty(bottom) ? steady.to : middle.to;
  const first = given ? end - step : Math.max(middle.from, end - step);
  const kept = { from: isEmpty(middle) ? first : Math.min(middle.from, first), to: first };
  const fresh = { from: first, to: isEmpty(bottom) ? end : bottom.to };
  const computed = isEmpty(kept) && top.to === fresh.from ? [hull(top, fresh)] : present(top, fresh);
  return { computed, kept: isEmpty(kept) ? none : kept, step, phases: Math.max(1, stride / hop) };
};

/** A value whose rows can be kept only with another number of frames an inference. */
export interface Misfit {
  readonly value: ValueId;
  readonly stride: number;
}

export interface Demand {
  /** None for a value that nothing reads. */
  readonly work: ReadonlyMap<ValueId, RowWork>;
  readonly misfits: readonly Misfit[];
}

const fits = (a: number, b: number): boolean => a % b === 0 || b % a === 0;

/** Backwards from what is read whole: which rows of which values each inference computes, and which it keeps. */
export const demandOf = (
  graph: Graph,
  { nodes, values }: Timeline,
  options: { readonly hop: number; readonly input: ValueId; readonly newRowsOnly: boolean },
): Demand => {
  const { hop, input, newRowsOnly } = options;
  const wanted = new Map<ValueId, Wanted>();
  const work = new Map<ValueId, RowWork>();
  const misfits: Misfit[] = [];
  const want = (id: ValueId, rows: Rows): void => {
    const value = values.get(id);
    if (value === undefined) return;
    const { steady } = value;
    const there = intersection(rows, { from: steady.from === -Infinity ? -Infinity : 0, to: value.rows });
    const before = wanted.get(id) ?? nothing;
    wanted.set(id, {
      top: hull(before.top, intersection(there, { from: -Infinity, to: steady.from })),
      middle: hull(before.middle, intersection(there, steady)),
      bottom: hull(before.bottom, intersection(there, { from: steady.to, to: Infinity })),
    });
  };
  const settle = (id: ValueId): void => {
    const value = values.get(id);
    const rows = wanted.get(id);
    if (value === undefined || (rows === undefined && id !== input)) return;
    const settled = workOf(rows ?? nothing, value, hop, id === input);
    if (!isEmpty(settled.kept) && !fits(value.stride, hop)) misfits.push({ value: id, stride: value.stride });
    work.set(id, settled);
  };
  for (const id of graph.outputs) {
    const value = values.get(id);
    if (value !== undefined) want(id, newRowsOnly ? newRows(value, hop) : { from: 0, to: value.rows });
  }
  for (const node of graph.nodes.toReversed()) {
    const timed = nodes.get(node);
    if (timed === undefined) {
      for (const id of node.inputs) if (id !== null) want(id, { from: 0, to: values.get(id)?.rows ?? 0 });
      continue;
    }
    const [result] = node.outputs as [ValueId];
    settle(result);
    const computed = timed.view.axis === null ? [{ from: 0, to: 1 }] : (work.get(result)?.computed ?? []);
    for (const read of timed.reads) for (const rows of computed) want(read.value, reach(read, rows));
  }
  settle(input);
  return { work, misfits };
};

/** The last rows of a window: as many as an inference's frames make. */
export const newRows = ({ rows, stride }: TimedValue, hop: number): Rows => ({
  from: Math.max(0, rows - Math.max(1, stride === 0 ? rows : hop / stride)),
  to: rows,
});
