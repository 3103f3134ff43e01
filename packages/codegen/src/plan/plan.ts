import type { Block, Overlap } from './block.ts';
import { lowerBound } from './bound.ts';
import { neighbours } from './clearance.ts';
import { layOut } from './layout.ts';

export interface MemoryPlan {
  /** First byte of each block, in the order given. */
  readonly offsets: readonly number[];
  /** Bytes in all. */
  readonly arena: number;
  /** The largest sum alive with the overlaps that are allowed: no layout is smaller. */
  readonly lowerBound: number;
}

/** Placements to try: the fewer blocks, the more. */
const search = (blocks: readonly Block[]): number => Math.min(3000, Math.ceil(30_000 / (blocks.length + 1)));

/**
 * Places `blocks` so that no two that are alive at one step overlap, except as `overlaps` allow (one for a pair).
 * Pure and deterministic; for 100 blocks a few milliseconds.
 */
export const planMemory = (blocks: readonly Block[], overlaps: readonly Overlap[] = []): MemoryPlan => {
  const bound = lowerBound(blocks, overlaps);
  const { offsets, size } = layOut(blocks, neighbours(blocks, overlaps), bound, search(blocks));
  return { offsets, arena: size, lowerBound: bound };
};
