import { meet, type Block, type Overlap } from './block.ts';

/** Where one block must not begin relative to another: low < its first byte − the other's < high. */
export type Gap = readonly [low: number, high: number];

/** Another block, and where this one must not begin relative to it. */
export interface Neighbour {
  readonly block: number;
  readonly low: number;
  readonly high: number;
}

/** Where `second` must not begin relative to `first`, which it may overlap as `claim` says. */
const gapsOver = (first: Block, second: Block, { distance, inPlace }: Overlap): readonly Gap[] => {
  const low = -Math.min(distance ?? Infinity, second.size);
  if (low >= first.size) return [];
  return inPlace === true && low < 0
    ? [
        [low, 0],
        [0, first.size],
      ]
    : [[low, first.size]];
};

/** For each block those that are alive with it. */
export const neighbours = (
  blocks: readonly Block[],
  overlaps: readonly Overlap[],
): readonly (readonly Neighbour[])[] => {
  const claims = new Map(overlaps.map((claim) => [claim.first * blocks.length + claim.second, claim]));
  const near: Neighbour[][] = blocks.map(() => []);
  blocks.forEach((a, i) => {
    for (let j = i + 1; j < blocks.length; j += 1) {
      const b = blocks[j] as Block;
      if (!meet(a, b)) continue;
      const after = claims.get(i * blocks.length + j);
      const before = claims.get(j * blocks.length + i);
      const gaps: readonly Gap[] =
        after !== undefined
          ? gapsOver(a, b, after)
          : before !== undefined
            ? gapsOver(b, a, before).map(([low, high]): Gap => [-high, -low])
            : [[-b.size, a.size]];
      for (const [low, high] of gaps) {
        near[j]?.push({ block: i, low, high });
        near[i]?.push({ block: j, low: -high, high: -low });
      }
    }
  });
  return near;
};
