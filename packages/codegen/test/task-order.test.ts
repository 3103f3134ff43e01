import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lowestOrder, peakOf, type OrderProblem, type Task } from '../src/plan/task-order.ts';

/** Tasks that write a block each and read earlier ones, perhaps over them; the last is kept. */
const problem = fc
  .array(
    fc.record({
      size: fc.integer({ min: 1, max: 40 }),
      reads: fc.array(fc.nat({ max: 6 }), { maxLength: 3 }),
      distance: fc.option(fc.integer({ min: -10, max: 30 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((draws): OrderProblem => {
    // Block 0 is the graph's input.
    const tasks = draws.map(({ reads, distance }, at): Task => {
      const blocks = [...new Set(reads.map((read) => read % (at + 1)))];
      return {
        after: blocks.filter((block) => block > 0).map((block) => block - 1),
        reads: blocks,
        writes: [at + 1],
        overlaps: distance === undefined ? [] : blocks.map((first) => ({ first, second: at + 1, distance })),
      };
    });
    return { tasks, sizes: [20, ...draws.map(({ size }) => size)], given: [0], kept: [draws.length] };
  });

/** Every order in which each task comes after those that it needs. */
const allOrders = ({ tasks }: OrderProblem): readonly (readonly number[])[] => {
  const orders: number[][] = [];
  const extend = (order: readonly number[]): void => {
    if (order.length === tasks.length) orders.push([...order]);
    tasks.forEach(({ after }, at) => {
      if (!order.includes(at) && after.every((task) => order.includes(task))) extend([...order, at]);
    });
  };
  extend([]);
  return orders;
};

describe('lowestOrder', () => {
  test('no order of a small graph has a lower peak; without gain nothing moves', () => {
    let moved = 0;
    fc.assert(
      fc.property(problem, (given) => {
        const orders = allOrders(given);
        const order = lowestOrder(given);
        expect(orders).toContainEqual(order);
        const least = Math.min(...orders.map((other) => peakOf(given, other)));
        expect(peakOf(given, order)).toBe(least);
        const unmoved = given.tasks.map((_, at) => at);
        if (peakOf(given, unmoved) === least) expect(order).toEqual(unmoved);
        else moved += 1;
      }),
      { numRuns: 150, seed: 3 },
    );
    expect(moved).toBeGreaterThan(5);
  });

  test('many branches side by side take a bounded time', () => {
    const branches = Array.from({ length: 100 }, (_, at): Task => ({
      after: [],
      reads: [0],
      writes: [at + 1],
      overlaps: [],
    }));
    const join: Task = {
      after: branches.map((_, at) => at),
      reads: branches.map((_, at) => at + 1),
      writes: [101],
      overlaps: [],
    };
    const wide = {
      tasks: [...branches, join],
      sizes: Array.from({ length: 102 }, (_, at) => 1 + (at % 7)),
      given: [0],
      kept: [101],
    };
    const before = process.cpuUsage();
    expect(lowestOrder(wide)).toEqual(wide.tasks.map((_, at) => at));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
  });
});
