import type { Block, Overlap } from './block.ts';

/** The most bytes that the blocks of an overlap can have in common. */
const commonBytes = (
  first: number,
  second: number,
  { distance = Infinity, inPlace }: Omit<Overlap, 'first' | 'second'>,
): number =>
  inPlace === true || distance <= 0 ? Math.min(first, second) : Math.max(0, Math.min(first, second - distance));

/**
 * The most bytes that overlaps can save at one step: for a pair at most `commonBytes`, and no byte of a block twice.
 * `sizeOf`: bytes of a block that is alive then, 0 for others.
 */
export const savedBytes = (sizeOf: (block: number) => number, overlaps: readonly Overlap[]): number => {
  const firsts = new Map<number, number>();
  const seconds = new Map<number, number>();
  for (const overlap of overlaps) {
    const common = commonBytes(sizeOf(overlap.first), sizeOf(overlap.second), overlap);
    firsts.set(overlap.first, (firsts.get(overlap.first) ?? 0) + common);
    seconds.set(overlap.second, (seconds.get(overlap.second) ?? 0) + common);
  }
  const saved = (of: ReadonlyMap<number, number>): number => {
    let bytes = 0;
    for (const [block, common] of of) bytes += Math.min(common, sizeOf(block));
    return bytes;
  };
  return Math.min(saved(firsts), saved(seconds));
};

/** The least bytes that hold what is alive at each step at which a block begins, each overlap taken as far as it goes. */
export const loads = (blocks: readonly Block[], overlaps: readonly Overlap[]): ReadonlyMap<number, number> => {
  const bytes = new Map<number, number>();
  for (const step of new Set(blocks.map((block) => block.start))) {
    const sizeOf = (index: number): number => {
      const block = blocks[index];
      return block !== undefined && block.start <= step && step <= block.end ? block.size : 0;
    };
    let sum = 0;
    blocks.forEach((_, index) => (sum += sizeOf(index)));
    bytes.set(step, sum - savedBytes(sizeOf, overlaps));
  }
  return bytes;
};

/** The greatest load: no layout is smaller. */
export const lowerBound = (blocks: readonly Block[], overlaps: readonly Overlap[]): number =>
  Math.max(0, ...loads(blocks, overlaps).values());
