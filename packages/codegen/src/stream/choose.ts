import type { Graph, Kernel, ValueId } from '@tinyml/core';
import type { Called, SelectedRun } from '../lower/groups.ts';
import { edgesOf, joined, type Grouping } from './grouping.ts';
import { streamUnit, type StreamedUnit } from './stream-unit.ts';
import type { SliceMemo } from './variants.ts';

/** The memory that a schedule needs at least. */
export interface Demand {
  /** For each step the bytes that are alive, overlaps taken as far as they go, and the values that they hold. */
  readonly steps: readonly {
    readonly bytes: number;
    readonly values: readonly ValueId[];
    readonly called: Called | null;
  }[];
}

export interface StreamRequest {
  readonly graph: Graph;
  /** In the order of the schedule. */
  readonly units: readonly SelectedRun[];
  readonly kernels: readonly Kernel[];
  /** Values that are others under another shape. */
  readonly views: ReadonlyMap<ValueId, ValueId>;
  /** Bytes of arena below which nothing more is to be gained; 0: as few as can be. */
  readonly enough: number;
  demandOf(called: readonly Called[]): Demand;
  /** Bytes of the arena, which takes longer to find. */
  arenaOf(called: readonly Called[]): number;
}

interface Scale {
  readonly arena: number;
  readonly cycles: number;
}

/** Groups that run by rows, and what the schedule with them needs. */
interface Choice {
  readonly groups: readonly { readonly members: readonly number[]; readonly unit: StreamedUnit }[];
  readonly demand: Demand;
}

/** Rows of a group's result at a time. Few take little memory, many take few calls. */
const heights = [1, 2, 4, 8, 16];

/** Bytes of arena that a further call must save: it takes about a hundred bytes of flash, and four of these are worth one. */
const perCall = 25;

/** The part of the arena that a group must save to take as many cycles more as the whole program does. */
const perTime = 0.5;

/** What groups take beside memory, in bytes of arena. `scale`: cycles and arena of the program without them. */
const priceOf = (groups: Choice['groups'], scale: Scale): number => {
  let [calls, cycles] = [0, 0];
  for (const { unit } of groups) {
    calls += unit.variants.list.length - unit.members.length;
    cycles += unit.cost.cycles - unit.members.reduce((sum, { cost }) => sum + cost.cycles, 0);
  }
  return perCall * calls + perTime * scale.arena * Math.max(0, cycles / scale.cycles);
};

const mostOf = ({ steps }: Demand): number => Math.max(1, ...steps.map(({ bytes }) => bytes));

/**
 * The fullest step's bytes, and up to a quarter more where many steps are about as full: what a step less full is worth
 * while others are not yet.
 */
const pressure = (demand: Demand): number => {
  const most = mostOf(demand);
  return most * demand.steps.reduce((sum, { bytes }) => sum + (bytes / most) ** 16, 0) ** (1 / 16);
};

const whyOf = ({ height, members, rows }: StreamedUnit, arena: number, without: number): string => {
  const kernels = members.map(({ kernel }) => kernel.name).join(', ');
  const saved = without > arena ? `the arena takes ${String(arena)} B instead of ${String(without)} B` : 'saves memory';
  return `by rows, ${String(height)} of ${String(rows)} at a time: ${saved}; nothing is computed twice (${kernels})`;
};

/** Where memory is fullest. */
const fullest = (demand: Demand): Demand['steps'] => demand.steps.filter(({ bytes }) => bytes === mostOf(demand));

/**
 * Which units run by rows: of the values that are alive where memory is fullest, the one that saves most by being never
 * whole, again and again until it is enough or nothing helps; then groups that save too little are given up, and tiles
 * made as high as the memory allows. Deterministic.
 */
export const chooseStreams = (request: StreamRequest): readonly Called[] => {
  const { arenaOf, demandOf, enough, graph, kernels, units, views } = request;
  const edges = edgesOf(graph, units, views);
  const known = new Map<string, StreamedUnit | undefined>();
  const slices: SliceMemo = new Map();
  const unitOf = (members: readonly number[], height: number): StreamedUnit | undefined => {
    const key = `${members.join()} ${String(height)}`;
    if (!known.has(key))
      known.set(
        key,
        streamUnit(
          members.map((index) => units[index] as SelectedRun),
          kernels,
          height,
          slices,
        ),
      );
    return known.get(key);
  };
  const calledWith = (groups: Choice['groups']): readonly Called[] =>
    units.flatMap((unit, index): Called[] => {
      const group = groups.find(({ members }) => members.includes(index));
      if (group === undefined) return [unit];
      return group.members.at(-1) === index ? [group.unit] : [];
    });
  const choose = (groups: Choice['groups']): Choice => ({ groups, demand: demandOf(calledWith(groups)) });
  const groupingOf = (groups: Choice['groups']): Grouping =>
    units.map((_, index) => groups.find(({ members }) => members.includes(index))?.members ?? [index]);

  /** Every way to run one more value, or one unit of a full step alone, by rows. */
  const movesFrom = ({ groups, demand }: Choice): readonly (readonly number[])[] => {
    const grouping = groupingOf(groups);
    const moves = fullest(demand).flatMap(({ called, values }): (readonly number[])[] => {
      const alone = called === null || 'members' in called ? -1 : units.indexOf(called);
      const merged = values.flatMap((value): (readonly number[])[] => {
        const maker = edges.makerOf.get(value);
        const next = joined(grouping, units, edges, value);
        return maker === undefined || next === undefined ? [] : [next[maker] as readonly number[]];
      });
      return alone < 0 ? merged : [...merged, [alone]];
    });
    return [...new Map(moves.map((members) => [members.join(), members])).values()];
  };
  const withGroup = ({ groups }: Choice, members: readonly number[], height: number): Choice | undefined => {
    const unit = unitOf(members, height);
    const others = groups.filter((group) => !group.members.some((index) => members.includes(index)));
    return unit === undefined ? undefined : choose([...others, { members, unit }]);
  };

  let best = choose([]);
  const plain = arenaOf(units);
  const scale = { arena: plain, cycles: units.reduce((sum, { cost }) => sum + cost.cycles, 1) };
  /** `value`: bytes that the memory counts for. */
  const cheapest = <Option extends Pick<Choice, 'groups'>>(
    options: readonly [Option, ...Option[]],
    value: (option: Option) => number,
  ): Option => {
    const prices = options.map((option) => value(option) + priceOf(option.groups, scale));
    return options[prices.indexOf(Math.min(...prices))] as Option;
  };
  const atHeights = (choice: Choice, members: readonly number[]): readonly Choice[] =>
    heights.flatMap((height) => withGroup(choice, members, height) ?? []);
  // To stay within a limit is worth any price.
  const worth = enough > 0 ? 1000 : 1;
  const fits = ({ demand, groups }: Choice): boolean =>
    mostOf(demand) <= enough && arenaOf(calledWith(groups)) <= enough;
  while (plain > enough && !fits(best)) {
    const moves = movesFrom(best).flatMap((members) => atHeights(best, members));
    const next = cheapest([best, ...moves], ({ demand }) => worth * pressure(demand));
    if (next === best) break;
    best = next;
  }
  const arenaWith = (groups: Choice['groups']): number => arenaOf(calledWith(groups));
  for (const { members } of best.groups) {
    const without = choose(best.groups.filter((group) => group.members !== members));
    best = cheapest([without, best, ...atHeights(best, members)], ({ groups }) => {
      const arena = arenaWith(groups);
      return arena <= enough ? 0 : worth * arena;
    });
  }
  const arena = arenaWith(best.groups);
  if (arena >= plain) return units;
  const explained = best.groups.map((group) => {
    const without = arenaWith(best.groups.filter((other) => other !== group));
    return { ...group, unit: { ...group.unit, why: whyOf(group.unit, arena, without) } };
  });
  return calledWith(explained);
};
