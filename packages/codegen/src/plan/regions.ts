import type { Block, Overlap } from './block.ts';
import { lowerBound } from './bound.ts';
import { planMemory } from './plan.ts';

/** Memory that an arena may lie in. `speed`: relative access time, the least is the fastest. */
export interface Region {
  /** Bytes. */
  readonly size: number;
  readonly speed: number;
}

export interface RegionPlan {
  /** The region of each block, in the order given. */
  readonly regionOf: readonly number[];
  /** First byte of each block in its region's arena. */
  readonly offsets: readonly number[];
  /** Bytes of each region's arena; more than the region has where the blocks do not fit. */
  readonly arenas: readonly number[];
}

/** Gives each region of `turns` the blocks of `order` that still fit; the last one takes what is left. */
const fill = (
  blocks: readonly Block[],
  overlaps: readonly Overlap[],
  regions: readonly Region[],
  turns: readonly number[],
  order: readonly number[],
): RegionPlan => {
  const partOf = (chosen: readonly number[]): readonly [readonly Block[], readonly Overlap[]] => {
    const index = new Map(chosen.map((block, i) => [block, i]));
    const both = overlaps.flatMap((overlap) => {
      const [first, second] = [index.get(overlap.first), index.get(overlap.second)];
      return first === undefined || second === undefined ? [] : [{ ...overlap, first, second }];
    });
    return [chosen.map((block) => blocks[block] as Block), both];
  };
  const fits = (chosen: readonly number[], size: number): boolean => {
    const part = partOf(chosen);
    return lowerBound(...part) <= size && planMemory(...part).arena <= size;
  };
  const regionOf = new Array<number>(blocks.length).fill(0);
  const offsets = new Array<number>(blocks.length).fill(0);
  const arenas = new Array<number>(regions.length).fill(0);
  let left = order;
  turns.forEach((region, at) => {
    const { size } = regions[region] as Region;
    let chosen: readonly number[] = left;
    if (at < turns.length - 1) {
      chosen = [];
      for (const block of left) {
        const more = [...chosen, block];
        if (fits(more, size)) chosen = more;
      }
    }
    left = left.filter((block) => !chosen.includes(block));
    const plan = planMemory(...partOf(chosen));
    arenas[region] = plan.arena;
    chosen.forEach((block, i) => {
      regionOf[block] = region;
      offsets[block] = plan.offsets[i] as number;
    });
  });
  return { regionOf, offsets, arenas };
};

/**
 * An arena in each region: the blocks with most `accesses` for each of their bytes lie in the fastest region that holds
 * them. Where the slowest region does not hold the others, it is filled first, with those that are used least, or the
 * largest. Where no way fits, the plan is that which exceeds the regions least.
 */
export const planRegions = (
  blocks: readonly Block[],
  overlaps: readonly Overlap[],
  accesses: readonly number[],
  regions: readonly Region[],
): RegionPlan => {
  const descending = (key: (index: number) => number): readonly number[] =>
    blocks.map((_, index) => index).sort((a, b) => key(b) - key(a) || a - b);
  const size = (index: number): number => (blocks[index] as Block).size;
  const use = (index: number): number => (accesses[index] ?? 0) / Math.max(1, size(index));
  const speedOf = (region: number): number => regions[region]?.speed ?? 1;
  const fastest = regions.map((_, region) => region).sort((a, b) => speedOf(a) - speedOf(b) || a - b);
  const slowest = [...fastest].reverse();
  const excess = ({ arenas }: RegionPlan): number =>
    regions.reduce((sum, region, i) => sum + Math.max(0, (arenas[i] as number) - region.size), 0);
  const ways: readonly (readonly [turns: readonly number[], order: readonly number[]])[] = [
    [fastest, descending(use)],
    [slowest, descending((index) => -use(index))],
    [slowest, descending(size)],
    [fastest, descending(size)],
  ];
  let best: RegionPlan | undefined;
  for (const [turns, order] of ways) {
    const plan = fill(blocks, overlaps, regions, turns, order);
    if (excess(plan) === 0) return plan;
    if (best === undefined || excess(plan) < excess(best)) best = plan;
  }
  return best ?? { regionOf: [], offsets: [], arenas: [] };
};
