import type { Called } from './called.ts';
import { candidatesOf, type Choice, type StreamGroup, type StreamRequest } from './candidates.ts';
import { mostOf, pressure } from './pressure.ts';
import type { StreamedUnit } from './stream-unit.ts';

/** Bytes of arena that a further call must save: it takes about a hundred bytes of flash, and four of these are worth one. */
const perCall = 25;

/** The part of the arena that a group must save to take as many cycles more as the whole program does. */
const perTime = 0.5;

/** The program without groups. */
interface Scale {
  readonly arena: number;
  readonly cycles: number;
}

/** What groups take beside memory, in bytes of arena. */
const priceOf = (groups: readonly StreamGroup[], scale: Scale): number => {
  let [calls, cycles] = [0, 0];
  for (const { unit } of groups) {
    calls += unit.variants.list.length - unit.members.length;
    cycles += unit.cost.cycles - unit.members.reduce((sum, { cost }) => sum + cost.cycles, 0);
  }
  return perCall * calls + perTime * scale.arena * Math.max(0, cycles / scale.cycles);
};

const whyOf = ({ height, members, rows }: StreamedUnit, arena: number, without: number): string => {
  const kernels = members.map(({ kernel }) => kernel.name).join(', ');
  const saved = without > arena ? `the arena takes ${String(arena)} B instead of ${String(without)} B` : 'saves memory';
  return `row streaming, ${String(height)} of ${String(rows)} rows at a time: ${saved}; nothing is computed twice (${kernels})`;
};

/**
 * Which units row streaming joins: of the values that are alive where memory is fullest, the one that saves most by being never
 * whole, again and again until it is enough or nothing helps; then groups that save too little are given up, and the
 * others get the height that suits the arena as it is planned. Deterministic.
 */
export const chooseStreams = (request: StreamRequest): readonly Called[] => {
  const { enough, units } = request;
  const { calledWith, choiceOf, grouped, next } = candidatesOf(request);
  const arenaWith = (groups: readonly StreamGroup[]): number => request.arenaOf(calledWith(groups));
  const plain = arenaWith([]);
  if (plain <= enough) return units;
  const scale = { arena: plain, cycles: units.reduce((sum, { cost }) => sum + cost.cycles, 1) };
  // To stay within a limit is worth any price.
  const worth = enough > 0 ? 1000 : 1;
  const cheapest = (choices: readonly [Choice, ...Choice[]], bytes: (choice: Choice) => number): Choice => {
    const prices = choices.map((choice) => worth * bytes(choice) + priceOf(choice.groups, scale));
    return choices[prices.indexOf(Math.min(...prices))] as Choice;
  };
  const fits = ({ demand, groups }: Choice): boolean => mostOf(demand) <= enough && arenaWith(groups) <= enough;

  let best = choiceOf([]);
  while (!fits(best)) {
    const better = cheapest([best, ...next(best)], ({ demand }) => pressure(demand));
    if (better === best) break;
    best = better;
  }
  for (const { members } of best.groups) {
    const without = choiceOf(best.groups.filter((group) => group.members !== members));
    best = cheapest([without, best, ...grouped(best, members)], ({ groups }) => {
      const arena = arenaWith(groups);
      return arena <= enough ? 0 : arena;
    });
  }
  const arena = arenaWith(best.groups);
  if (arena >= plain) return units;
  return calledWith(
    best.groups.map((group) => {
      const without = arenaWith(best.groups.filter((other) => other !== group));
      return { ...group, unit: { ...group.unit, why: whyOf(group.unit, arena, without) } };
    }),
  );
};
