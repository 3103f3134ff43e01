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
 * Offsets for `blocks`: the best of several greedy orders, then a bounded local search that moves what lies at the
 * top of the memory, or what keeps it there, in the order. Stops at `bound`. At most about `effort` placements.
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
  const oneOf = (numbers: readonly number[]): number => numbers[Math.floor(random() * numbers.length)] ?? -1;
  let current = best;
  for (let tries = 0; best.size > bound && tries < effort; tries += 1) {
    const { offsets, size } = current;
    const top = oneOf(order.filter((index) => (offsets[index] as number) + (blocks[index] as Block).size === size));
    const beside = (index: number): number => oneOf((near[index] ?? []).map(({ block }) => block));
    const draw = random();
    // What lies at the top, or what keeps it there, or now and then anything, changes places with what it must avoid.
    const moved = draw < 0.45 ? top : draw < 0.9 ? beside(top) : oneOf(order);
    const to = order.indexOf(beside(moved));
    if (to < 0) continue;
    const candidate = order.filter((index) => index !== moved);
    candidate.splice(to, 0, moved);
    const placed = place(blocks, near, candidate);
    // Equal is accepted, to walk along plateaus, and now and then what is worse, to leave them.
    if (placed.size <= current.size || random() < 0.1) [current, order] = [placed, candidate];
    if (current.size < best.size) best = current;
  }
  return best;
};
