import { seededRandom } from '@tinyml/core';
import { alignOf, roundUp, type Block } from './block.ts';
import type { Neighbour } from './clearance.ts';

export interface Layout {
  /** First byte of each block. */
  readonly offsets: readonly number[];
  /** Bytes in all. */
  readonly size: number;
}

/** Places the blocks in `order`, each at the lowest offset that is free for it. */
const place = (blocks: readonly Block[], near: readonly (readonly Neighbour[])[], order: readonly number[]): Layout => {
  const offsets = new Array<number>(blocks.length).fill(-1);
  let size = 0;
  for (const index of order) {
    const block = blocks[index] as Block;
    // Open intervals in which this block must not begin; sorted by lower end, one sweep finds the first gap.
    const taken: (readonly [number, number])[] = [];
    for (const { block: other, low, high } of near[index] as readonly Neighbour[]) {
      const offset = offsets[other] as number;
      if (offset >= 0) taken.push([offset + low, offset + high]);
    }
    taken.sort((a, b) => a[0] - b[0]);
    let at = 0;
    for (const [low, high] of taken) if (at > low && at < high) at = roundUp(high, alignOf(block));
    offsets[index] = at;
    size = Math.max(size, at + block.size);
  }
  return { offsets, size };
};

const descending = (blocks: readonly Block[], key: (block: Block) => number): number[] =>
  blocks.map((_, index) => index).sort((a, b) => key(blocks[b] as Block) - key(blocks[a] as Block) || a - b);

/**
 * Offsets for `blocks`: the best of several greedy orders, then a bounded local search that moves a block at the
 * top of the memory forward in the order. Stops at `bound`. At most about `effort` placements.
 */
export const layOut = (
  blocks: readonly Block[],
  near: readonly (readonly Neighbour[])[],
  bound: number,
  effort: number,
): Layout => {
  const span = (block: Block): number => block.end - block.start + 1;
  const orders = [
    descending(blocks, (block) => block.size),
    descending(blocks, (block) => block.size * span(block)),
    descending(blocks, span),
    descending(blocks, (block) => -block.start),
    descending(blocks, (block) => block.end),
  ];
  let order = orders[0] ?? [];
  let best = place(blocks, near, order);
  for (const candidate of orders.slice(1)) {
    if (best.size <= bound) break;
    const placed = place(blocks, near, candidate);
    if (placed.size < best.size) [best, order] = [placed, candidate];
  }
  // Seeded: the same blocks always get the same layout.
  const random = seededRandom(blocks.length);
  for (let tries = 0; best.size > bound && tries < effort && blocks.length > 1; tries += 1) {
    const { offsets, size } = best;
    const top = order.filter((index) => (offsets[index] as number) + (blocks[index] as Block).size === size);
    const moved = random() < 0.7 ? top[Math.floor(random() * top.length)] : order[Math.floor(random() * order.length)];
    if (moved === undefined) break;
    const candidate = order.filter((index) => index !== moved);
    candidate.splice(Math.floor(random() * (order.indexOf(moved) + 1)), 0, moved);
    const placed = place(blocks, near, candidate);
    // Equal is accepted too: it walks along plateaus.
    if (placed.size <= best.size) [best, order] = [placed, candidate];
  }
  return best;
};
