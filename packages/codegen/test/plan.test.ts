import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alignOf, largestSumAlive, meet, type Block, type Overlap } from '../src/plan/block.ts';
import { planMemory, type MemoryPlan } from '../src/plan/plan.ts';

/** Blocks that are alive together must not have bytes in common, unless an overlap allows where they are. */
const conflicts = (blocks: readonly Block[], overlaps: readonly Overlap[], plan: MemoryPlan): string[] => {
  const found: string[] = [];
  blocks.forEach((a, i) => {
    blocks.forEach((b, j) => {
      if (j <= i || !meet(a, b)) return;
      const [x, y] = [plan.offsets[i] ?? -1, plan.offsets[j] ?? -1];
      if (x >= y + b.size || y >= x + a.size) return;
      const allowed = overlaps.some(({ first, second, distance = Infinity, inPlace }) => {
        const before = (plan.offsets[first] ?? -1) - (plan.offsets[second] ?? -1);
        const pair = (first === i && second === j) || (first === j && second === i);
        return pair && (before >= distance || (inPlace === true && before === 0));
      });
      if (!allowed) found.push(`${String(i)} and ${String(j)}`);
    });
  });
  return found;
};

/** A chain of layers with skip connections, each reading its predecessor and perhaps an older tensor. */
const network = fc
  .array(
    fc.record({
      size: fc.integer({ min: 16, max: 4096 }).map((n) => n * 4),
      skip: fc.option(fc.integer({ min: 2, max: 4 }), { nil: 0, freq: 3 }),
      scratch: fc.option(
        fc.integer({ min: 8, max: 64 }).map((n) => n * 16),
        { nil: 0, freq: 4 },
      ),
      over: fc.option(
        fc.record({
          distance: fc.option(fc.integer({ min: -4096, max: 8192 }), { nil: undefined, freq: 4 }),
          inPlace: fc.boolean(),
        }),
        { nil: undefined },
      ),
    }),
    { minLength: 2, maxLength: 50 },
  )
  .map((layers) => {
    const blocks: { size: number; start: number; end: number; align?: number }[] = layers.map(({ size }, step) => ({
      size,
      start: step,
      end: step + 1,
    }));
    const scratch: Block[] = [];
    layers.forEach((layer, step) => {
      const skipped = blocks[step - layer.skip];
      if (layer.skip > 0 && skipped !== undefined) skipped.end = Math.max(skipped.end, step);
      if (layer.scratch > 0) scratch.push({ size: layer.scratch, start: step, end: step, align: 16 });
    });
    const overlaps = layers.flatMap(({ over }, step): Overlap[] => {
      if (step === 0 || over === undefined || blocks[step - 1]?.end !== step) return [];
      const { distance, inPlace } = over;
      return [{ first: step - 1, second: step, inPlace, ...(distance === undefined ? {} : { distance }) }];
    });
    return { blocks: [...blocks, ...scratch] as readonly Block[], overlaps };
  });

describe('planMemory', () => {
  test('keeps blocks that are alive together apart, and never beats the bound', () => {
    fc.assert(
      fc.property(network, ({ blocks, overlaps }) => {
        const plan = planMemory(blocks, overlaps);
        expect(conflicts(blocks, overlaps, plan)).toEqual([]);
        expect(plan.arena).toBeGreaterThanOrEqual(plan.lowerBound);
        blocks.forEach((block, i) => {
          expect((plan.offsets[i] ?? -1) % alignOf(block)).toBe(0);
          expect((plan.offsets[i] ?? -1) + block.size).toBeLessThanOrEqual(plan.arena);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('stays within 5 % of the whole tensors alive in nearly all networks, and within 12 % in all', () => {
    // Some intervals have no layout at the bound: the optimum itself lies above it.
    const over = fc.sample(network, { numRuns: 400, seed: 7 }).map(({ blocks, overlaps }) => {
      const plan = planMemory(blocks, overlaps);
      return plan.arena / (largestSumAlive(blocks) + 16);
    });
    expect(over.filter((ratio) => ratio > 1.05).length).toBeLessThanOrEqual(4);
    expect(Math.max(...over)).toBeLessThanOrEqual(1.12);
  });

  test('a chain of in-place steps takes one tensor', () => {
    const blocks = [0, 1, 2, 3].map((step) => ({ size: 100, start: step, end: step + 1 }));
    const plan = planMemory(
      blocks,
      [0, 1, 2].map((first) => ({ first, second: first + 1, inPlace: true })),
    );
    expect(plan).toEqual({ arena: 100, lowerBound: 100, offsets: [0, 0, 0, 0] });
  });

  test('a growing result begins before its operand, which lies at its end', () => {
    const blocks = [
      { size: 100, start: 0, end: 1 },
      { size: 200, start: 1, end: 2 },
      { size: 400, start: 2, end: 3 },
    ];
    const plan = planMemory(blocks, [
      { first: 0, second: 1, distance: 100 },
      { first: 1, second: 2, distance: 200 },
    ]);
    expect(plan).toEqual({ arena: 400, lowerBound: 400, offsets: [0, 200, 0] });
  });

  test('a distance costs what it says, rounded up to the alignment', () => {
    const blocks = [0, 1].map((step) => ({ size: 100, start: step, end: step + 1 }));
    expect(planMemory(blocks, [{ first: 0, second: 1, distance: 22 }])).toEqual({
      arena: 124,
      lowerBound: 122,
      offsets: [24, 0],
    });
  });

  test('a result may begin inside its operand where the distance is negative', () => {
    const blocks = [
      { size: 100, start: 0, end: 1 },
      { size: 60, start: 0, end: 2 },
      { size: 40, start: 1, end: 2 },
    ];
    const plan = planMemory(blocks, [{ first: 0, second: 2, distance: -60 }]);
    expect(plan).toMatchObject({ arena: 160, lowerBound: 160 });
  });

  test('of several operands that end, a result takes the memory of all that it needs', () => {
    const blocks = [
      { size: 60, start: 0, end: 1 },
      { size: 40, start: 0, end: 1 },
      { size: 100, start: 1, end: 2 },
    ];
    const over = [0, 1].map((first) => ({ first, second: 2, distance: first === 0 ? 0 : 60 }));
    expect(planMemory(blocks, over)).toEqual({ arena: 100, lowerBound: 100, offsets: [0, 60, 0] });
  });

  test('an odd size does not move the next block off its alignment', () => {
    const plan = planMemory([
      { size: 5, start: 0, end: 1 },
      { size: 8, start: 0, end: 1 },
    ]);
    expect(plan.offsets.map((offset) => offset % 4)).toEqual([0, 0]);
    expect(plan.arena).toBe(13);
  });

  test('100 blocks take less than 50 ms', () => {
    const blocks = Array.from({ length: 100 }, (_, i) => ({
      size: 64 + ((i * 7919) % 997) * 4,
      start: i,
      end: i + 1 + ((i * 31) % 4),
    }));
    planMemory(blocks);
    const before = process.cpuUsage();
    planMemory(blocks);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(50);
  });

  test('nothing needs nothing', () => {
    expect(planMemory([])).toEqual({ offsets: [], arena: 0, lowerBound: 0 });
  });
});
