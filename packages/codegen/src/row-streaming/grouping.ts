import type { Graph, ValueId } from '@tinyml/core';
import type { Unit } from '../select/unit.ts';

/** Which units run together: for each unit the units of its group, by their positions, in order. */
export type Grouping = readonly (readonly number[])[];

/** What reads and makes which value, by the units' positions. */
export interface Edges {
  readonly makerOf: ReadonlyMap<ValueId, number>;
  readonly readersOf: ReadonlyMap<ValueId, readonly number[]>;
  /** Values that something other than a unit needs whole: the graph's outputs, the next state, what loops and branches hold, and what is viewed under another shape. */
  readonly whole: ReadonlySet<ValueId>;
}

export const edgesOf = (graph: Graph, units: readonly Unit[], views: ReadonlyMap<ValueId, ValueId>): Edges => {
  const readersOf = new Map<ValueId, number[]>();
  const called = new Set(units.flatMap(({ nodes }) => nodes));
  const uncalled = graph.nodes.filter((node) => !called.has(node));
  units.forEach(({ inputs }, index) => {
    for (const id of new Set(inputs)) if (id !== null) readersOf.set(id, [...(readersOf.get(id) ?? []), index]);
  });
  return {
    makerOf: new Map(units.flatMap(({ outputs }, index) => outputs.map((id) => [id, index] as const))),
    readersOf,
    whole: new Set([
      ...graph.outputs,
      ...(graph.state ?? []).map(({ output }) => output),
      ...uncalled.flatMap(({ inputs }) => inputs.filter((id) => id !== null)),
      ...views.keys(),
      ...views.values(),
    ]),
  };
};

/** The most units in a group: beyond that a row of each takes more than a tensor. */
const most = 24;

/**
 * The grouping in which `value` is never whole: its maker's group, its readers', and whatever reads a result of one of
 * them but the last. undefined where one of these results must be whole.
 */
export const joined = (
  grouping: Grouping,
  units: readonly Unit[],
  { makerOf, readersOf, whole }: Edges,
  value: ValueId,
): Grouping | undefined => {
  const maker = makerOf.get(value);
  if (maker === undefined || whole.has(value)) return undefined;
  const members = new Set<number>();
  const add = (index: number): void => {
    for (const member of grouping[index] as readonly number[]) members.add(member);
  };
  add(maker);
  for (const reader of readersOf.get(value) ?? []) add(reader);
  for (let size = 0; size !== members.size;) {
    size = members.size;
    const last = Math.max(...members);
    for (const member of [...members]) {
      if (member === last) continue;
      for (const result of units[member]?.outputs ?? []) {
        if (whole.has(result)) return undefined;
        for (const reader of readersOf.get(result) ?? []) add(reader);
      }
    }
    if (members.size > most) return undefined;
  }
  const group = [...members].sort((a, b) => a - b);
  return grouping.map((old, index) => (members.has(index) ? group : old));
};
