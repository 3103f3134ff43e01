import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alignOf, type Block, type Sharing } from '../src/plan/block.ts';
import { planMemory, type MemoryPlan } from '../src/plan/plan.ts';

/** Blocks that are alive together must not overlap, unless a chosen sharing joins them. */
const overlaps = (blocks: readonly Block[], plan: MemoryPlan): string[] => {
  const joined = new Set(plan.sharings.map(({ first, second }) => `${String(first)} ${String(second)}`));
  const found: string[] = [];
  blocks.forEach((a, i) => {
    blocks.forEach((b, j) => {
      if (j <= i || a.start > b.end || b.start > a.end) return;
      if (joined.has(`${String(i)} ${String(j)}`) || joined.has(`${String(j)} ${String(i)}`)) return;
      const [x, y] = [plan.offsets[i] ?? -1, plan.offsets[j] ?? -1];
      if (x < y + b.size && y < x + a.size) found.push(`${String(i)} and ${String(j)}`);
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
      inPlace: fc.boolean(),
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
    const sharings: Sharing[] = layers.flatMap((layer, step) =>
      step > 0 && layer.inPlace && blocks[step - 1]?.end === step ? [{ first: step - 1, second: step }] : [],
    );
    return { blocks: [...blocks, ...scratch] as readonly Block[], sharings };
  });

describe('planMemory', () => {
  test('keeps blocks that are alive together apart, and never beats the bound', () => {
    fc.assert(
      fc.property(network, ({ blocks, sharings }) => {
        const plan = planMemory(blocks, sharings);
        expect(overlaps(blocks, plan)).toEqual([]);
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
    const over = fc.sample(network, { numRuns: 400, seed: 7 }).map(({ blocks, sharings }) => {
      const plan = planMemory(blocks, sharings);
      return plan.arena / (plan.wholeBlocks + 16);
    });
    expect(over.filter((ratio) => ratio > 1.05).length).toBeLessThanOrEqual(4);
    expect(Math.max(...over)).toBeLessThanOrEqual(1.12);
  });

  test('honours a sharing: both blocks start at the same byte', () => {
    fc.assert(
      fc.property(network, ({ blocks, sharings }) => {
        const plan = planMemory(blocks, sharings);
        for (const { first, second } of plan.sharings) expect(plan.offsets[first]).toBe(plan.offsets[second]);
      }),
      { numRuns: 50 },
    );
  });

  test('a chain of in-place steps takes one tensor', () => {
    const blocks = [0, 1, 2, 3].map((step) => ({ size: 100, start: step, end: step + 1 }));
    const plan = planMemory(
      blocks,
      [0, 1, 2].map((first) => ({ first, second: first + 1 })),
    );
    expect(plan).toMatchObject({ arena: 100, lowerBound: 100, wholeBlocks: 200, offsets: [0, 0, 0, 0] });
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
    const started = performance.now();
    planMemory(blocks);
    expect(performance.now() - started).toBeLessThan(50);
  });

  test('nothing needs nothing', () => {
    expect(planMemory([])).toEqual({ offsets: [], arena: 0, lowerBound: 0, wholeBlocks: 0, sharings: [] });
  });
});
