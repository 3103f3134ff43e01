import type { Graph, Kernel, ValueId } from '@tinyml/core';
import type { UnitCall } from '../select/selected.ts';
import type { Called } from './called.ts';
import { edgesOf, joined, type Grouping } from './grouping.ts';
import { fullest, type Demand } from './pressure.ts';
import { streamUnit, type StreamedUnit } from './stream-unit.ts';
import type { SliceMemo } from './variants.ts';

export interface StreamRequest {
  readonly graph: Graph;
  /** In the order of the schedule. */
  readonly units: readonly UnitCall[];
  readonly kernels: readonly Kernel[];
  /** Values that are others under another shape. */
  readonly views: ReadonlyMap<ValueId, ValueId>;
  /** Bytes of arena below which nothing more is to be gained; 0: as few as can be. */
  readonly enough: number;
  demandOf(called: readonly Called[]): Demand;
  /** Bytes of the arena, which takes longer to find. */
  arenaOf(called: readonly Called[]): number;
}

/** Units that row streaming joins, by their positions. */
export interface StreamGroup {
  readonly members: readonly number[];
  readonly unit: StreamedUnit;
}

/** Groups of row streaming, and what the schedule with them needs. */
export interface Choice {
  readonly groups: readonly StreamGroup[];
  readonly demand: Demand;
}

/** Rows of a group's result at a time. Few take little memory, many take few calls. */
const heights = [1, 2, 4, 8, 16];

/** The choices that a request has. Remembers what it has tried. */
export interface Candidates {
  /** What runs in the steps of the schedule. */
  calledWith(groups: readonly StreamGroup[]): readonly Called[];
  choiceOf(groups: readonly StreamGroup[]): Choice;
  /** The choice with these units as one group instead of those that they are in, at every height that they can have. */
  grouped(choice: Choice, members: readonly number[]): readonly Choice[];
  /** One more value, or one unit alone, by rows: of those that memory holds where it is fullest. */
  next(choice: Choice): readonly Choice[];
}

export const candidatesOf = ({ demandOf, graph, kernels, units, views }: StreamRequest): Candidates => {
  const edges = edgesOf(graph, units, views);
  const slices: SliceMemo = new Map();
  const known = new Map<string, StreamedUnit | undefined>();
  const unitOf = (members: readonly number[], height: number): StreamedUnit | undefined => {
    const key = `${members.join()} ${String(height)}`;
    if (!known.has(key)) {
      const own = members.map((index) => units[index] as UnitCall);
      known.set(key, streamUnit(own, kernels, height, slices));
    }
    return known.get(key);
  };
  const groupOf = (groups: readonly StreamGroup[], index: number): StreamGroup | undefined =>
    groups.find(({ members }) => members.includes(index));
  const calledWith = (groups: readonly StreamGroup[]): readonly Called[] =>
    units.flatMap((unit, index): Called[] => {
      const group = groupOf(groups, index);
      if (group === undefined) return [unit];
      return group.members.at(-1) === index ? [group.unit] : [];
    });
  const choiceOf = (groups: readonly StreamGroup[]): Choice => ({ groups, demand: demandOf(calledWith(groups)) });
  const grouped = ({ groups }: Choice, members: readonly number[]): readonly Choice[] => {
    const others = groups.filter((group) => !group.members.some((index) => members.includes(index)));
    return heights.flatMap((height) => {
      const unit = unitOf(members, height);
      return unit === undefined ? [] : choiceOf([...others, { members, unit }]);
    });
  };
  const membersFrom = ({ groups, demand }: Choice): readonly (readonly number[])[] => {
    const grouping: Grouping = units.map((_, index) => groupOf(groups, index)?.members ?? [index]);
    const found = fullest(demand).flatMap(({ called, values }) => {
      const alone = units.findIndex((unit) => unit === called);
      const merged = values.flatMap((value): (readonly number[])[] => {
        const maker = edges.makerOf.get(value);
        const after = joined(grouping, units, edges, value);
        return maker === undefined || after === undefined ? [] : [after[maker] as readonly number[]];
      });
      return alone < 0 ? merged : [...merged, [alone]];
    });
    return [...new Map(found.map((members) => [members.join(), members])).values()];
  };
  return {
    calledWith,
    choiceOf,
    grouped,
    next: (choice) => membersFrom(choice).flatMap((members) => grouped(choice, members)),
  };
};
