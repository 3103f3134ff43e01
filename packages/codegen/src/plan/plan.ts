import { largestSumAlive, type Block, type Sharing } from './block.ts';
import { chainsOf } from './chain.ts';
import { layOut, type Layout } from './layout.ts';

export interface MemoryPlan {
  /** First byte of each block, in the order given. */
  readonly offsets: readonly number[];
  /** Bytes in all. */
  readonly arena: number;
  /** The largest sum alive with the sharings that were chosen: no layout with them is smaller. */
  readonly lowerBound: number;
  /** The largest sum of whole blocks alive, as if nothing shared memory. */
  readonly wholeBlocks: number;
  readonly sharings: readonly Sharing[];
}

/** A sharing saves the smaller block's bytes at one step: take the largest savings first, each block once. */
const match = (blocks: readonly Block[], sharings: readonly Sharing[]): readonly Sharing[] => {
  const saving = ({ first, second }: Sharing): number => Math.min(blocks[first]?.size ?? 0, blocks[second]?.size ?? 0);
  const firsts = new Set<number>();
  const seconds = new Set<number>();
  return [...sharings]
    .sort((a, b) => saving(b) - saving(a) || a.second - b.second || a.first - b.first)
    .filter(({ first, second }) => {
      if (firsts.has(first) || seconds.has(second)) return false;
      firsts.add(first);
      seconds.add(second);
      return true;
    });
};

/** Placements to try: the fewer blocks, the more. */
const search = (blocks: readonly Block[]): number => Math.min(3000, Math.ceil(30_000 / (blocks.length + 1)));

/**
 * Places `blocks` so that no two that are alive at one step overlap, except along a sharing that was chosen.
 * Pure and deterministic; for 100 blocks a few milliseconds.
 */
export const planMemory = (blocks: readonly Block[], sharings: readonly Sharing[] = []): MemoryPlan => {
  const attempt = (chosen: readonly Sharing[], effort: number): { chosen: readonly Sharing[]; layout: Layout } => ({
    chosen,
    layout: layOut(chainsOf(blocks, chosen), effort),
  });
  let best = attempt(match(blocks, sharings), search(blocks));
  // A sharing ties blocks to one offset, which can cost more than it saves: try to give each up, and take another.
  for (const given of best.layout.size > best.layout.bound ? best.chosen.slice(0, 40) : []) {
    const other = attempt(
      match(
        blocks,
        sharings.filter((sharing) => sharing !== given),
      ),
      20,
    );
    if (other.layout.size < best.layout.size) best = other;
  }
  const offsets = new Array<number>(blocks.length).fill(0);
  chainsOf(blocks, best.chosen).forEach((chain, index) => {
    for (const block of chain.indices) offsets[block] = best.layout.offsets[index] as number;
  });
  return {
    offsets,
    arena: best.layout.size,
    lowerBound: best.layout.bound,
    wholeBlocks: largestSumAlive(blocks),
    sharings: best.chosen,
  };
};
