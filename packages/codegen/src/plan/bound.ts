import type { Block, Overlap } from './block.ts';

/** The most bytes that the blocks of an overlap can have in common. */
export const commonBytes = (
  first: number,
  second: number,
  { distance = Infinity, inPlace }: Omit<Overlap, 'first' | 'second'>,
): number =>
  inPlace === true || distance <= 0 ? Math.min(first, second) : Math.max(0, Math.min(first, second - distance));

/**
 * The least bytes that hold what is alive at any one step, each overlap taken as far as it goes: no layout is smaller.
 * A step's blocks cover their sum less what pairs have in common, which is at most `commonBytes` for a pair, and no
 * byte of a block is common twice.
 */
export const lowerBound = (blocks: readonly Block[], overlaps: readonly Overlap[]): number => {
  let largest = 0;
  for (const step of new Set(blocks.map((block) => block.start))) {
    const sizeAt = (index: number): number => {
      const block = blocks[index];
      return block !== undefined && block.start <= step && step <= block.end ? block.size : 0;
    };
    let sum = 0;
    blocks.forEach((_, index) => (sum += sizeAt(index)));
    const firsts = new Map<number, number>();
    const seconds = new Map<number, number>();
    for (const overlap of overlaps) {
      const common = commonBytes(sizeAt(overlap.first), sizeAt(overlap.second), overlap);
      firsts.set(overlap.first, (firsts.get(overlap.first) ?? 0) + common);
      seconds.set(overlap.second, (seconds.get(overlap.second) ?? 0) + common);
    }
    const saved = (of: ReadonlyMap<number, number>): number => {
      let bytes = 0;
      for (const [index, common] of of) bytes += Math.min(common, sizeAt(index));
      return bytes;
    };
    largest = Math.max(largest, sum - Math.min(saved(firsts), saved(seconds)));
  }
  return largest;
};
