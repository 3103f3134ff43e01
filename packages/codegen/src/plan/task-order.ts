import type { Overlap } from './block.ts';
import { savedBytes } from './bound.ts';

/** A step whose place in the order is free, as far as others need not come before it. Blocks by index, each once. */
export interface Task {
  /** Tasks that come before it. */
  readonly after: readonly number[];
  readonly reads: readonly number[];
  /** Blocks that begin with it. */
  readonly writes: readonly number[];
  /** What may overlap where the task is the last to read the first block. */
  readonly overlaps: readonly Overlap[];
}

export interface OrderProblem {
  readonly tasks: readonly Task[];
  /** Bytes of each block. */
  readonly sizes: readonly number[];
  /** Blocks that are there from the start. */
  readonly given: readonly number[];
  /** Blocks that stay to the end. */
  readonly kept: readonly number[];
}

/** Some tasks done: what is alive then, and the least peak of an order that does them. */
interface State {
  readonly done: bigint;
  readonly alive: number;
  readonly peak: number;
  /** The task done last, and the state before it. */
  readonly last?: { readonly task: number; readonly before: State };
}

interface Search {
  readonly start: State;
  isReady(state: State, task: number): boolean;
  after(state: State, task: number): State;
}

const bit = (task: number): bigint => 1n << BigInt(task);

const searchOf = ({ tasks, sizes, given, kept }: OrderProblem): Search => {
  const size = (block: number): number => sizes[block] ?? 0;
  const sum = (blocks: readonly number[]): number => blocks.reduce((bytes, block) => bytes + size(block), 0);
  const needs = tasks.map(({ after }) => after.reduce((mask, task) => mask | bit(task), 0n));
  const readers = sizes.map(() => 0n);
  tasks.forEach(({ reads }, task) => {
    for (const block of reads) readers[block] = (readers[block] ?? 0n) | bit(task);
  });
  for (const block of kept) readers[block] = -1n;
  return {
    start: { done: 0n, alive: sum(given), peak: 0 },
    isReady: ({ done }, task) => (done & bit(task)) === 0n && (~done & (needs[task] as bigint)) === 0n,
    after(before, task) {
      const { reads, writes, overlaps } = tasks[task] as Task;
      const done = before.done | bit(task);
      const isDead = (block: number): boolean => ((readers[block] as bigint) & ~done) === 0n;
      const dying = reads.filter(isDead);
      const during = before.alive + sum(writes);
      const saved = savedBytes(
        size,
        overlaps.filter(({ first }) => dying.includes(first)),
      );
      return {
        done,
        alive: during - sum(dying) - sum(writes.filter(isDead)),
        peak: Math.max(before.peak, during - saved),
        last: { task, before },
      };
    },
  };
};

/** The peak of an order: the most, over its tasks, of what is alive less what overlaps save. */
export const peakOf = (problem: OrderProblem, order: readonly number[]): number => {
  const { start, after } = searchOf(problem);
  return order.reduce((state, task) => after(state, task), start).peak;
};

const tasksOf = (state: State): readonly number[] => {
  const tasks: number[] = [];
  for (let { last } = state; last !== undefined; last = last.before.last) tasks.push(last.task);
  return tasks.reverse();
};

/** States to follow of those with as many tasks done: more than graphs with few branches have. */
const width = (tasks: number): number => Math.max(8, Math.min(2000, Math.floor(2e5 / tasks ** 2)));

/**
 * An order of the tasks whose peak is least; that in which they are given where none is lower. Sets of tasks are
 * reached one task at a time, and of the orders that do one set only the lowest is followed: exact where there are
 * few branches side by side, while of many sets only the most promising are kept. What is no better than the given order
 * is left at once: for a chain of layers, the first layer that needs most.
 */
export const lowestOrder = (problem: OrderProblem): readonly number[] => {
  const given = problem.tasks.map((_, task) => task);
  const { start, isReady, after } = searchOf(problem);
  const peak = peakOf(problem, given);
  const most = width(given.length);
  let states: readonly State[] = [start];
  for (let count = 0; count < given.length; count += 1) {
    const reached = new Map<bigint, State>();
    for (const state of states)
      for (const task of given) {
        if (!isReady(state, task)) continue;
        const next = after(state, task);
        if (next.peak >= peak) continue;
        const known = reached.get(next.done);
        if (known === undefined || next.peak < known.peak) reached.set(next.done, next);
      }
    states = [...reached.values()];
    if (states.length > most) states = [...states].sort((a, b) => a.peak - b.peak || a.alive - b.alive).slice(0, most);
  }
  const [best] = states;
  return best === undefined ? given : tasksOf(best);
};
