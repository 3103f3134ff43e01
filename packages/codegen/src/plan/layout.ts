import { seededRandom } from '@tinyml/core';
import { roundUp } from './block.ts';
import { clearance, largestLoad, type Chain } from './chain.ts';

export interface Layout {
  /** First byte of each chain. */
  readonly offsets: readonly number[];
  /** Bytes in all. */
  readonly size: number;
  /** No layout of these chains is smaller. */
  readonly bound: number;
}

interface Neighbour {
  readonly chain: number;
  readonly below: number;
  readonly above: number;
}

/** For each chain those that are alive with it, and the distances to keep. */
const neighbours = (chains: readonly Chain[]): readonly (readonly Neighbour[])[] =>
  chains.map((a, i) =>
    chains.flatMap((b, chain) => {
      const below = clearance(b, a);
      const above = clearance(a, b);
      return chain === i || (below === 0 && above === 0) ? [] : [{ chain, below, above }];
    }),
  );

/** Places the chains in `order`, each at the lowest offset that is free for it. */
const place = (
  chains: readonly Chain[],
  near: readonly (readonly Neighbour[])[],
  order: readonly number[],
): { readonly offsets: number[]; readonly size: number } => {
  const offsets = new Array<number>(chains.length).fill(-1);
  let size = 0;
  for (const index of order) {
    const { align, size: bytes } = chains[index] as Chain;
    // Open intervals in which this chain must not start; sorted by lower end, one sweep finds the first gap.
    const taken: (readonly [number, number])[] = [];
    for (const { chain, below, above } of near[index] as readonly Neighbour[]) {
      const offset = offsets[chain] as number;
      if (offset >= 0) taken.push([offset - above, offset + below]);
    }
    taken.sort((a, b) => a[0] - b[0]);
    let at = 0;
    for (const [low, high] of taken) if (at > low && at < high) at = roundUp(high, align);
    offsets[index] = at;
    size = Math.max(size, at + bytes);
  }
  return { offsets, size };
};

const descending = (chains: readonly Chain[], key: (chain: Chain) => number): number[] =>
  chains.map((_, index) => index).sort((a, b) => key(chains[b] as Chain) - key(chains[a] as Chain) || a - b);

/**
 * Offsets for `chains`: the best of several greedy orders, then a bounded local search that moves a chain at the
 * top of the memory forward in the order. Stops at the bound. At most about `effort` placements.
 */
export const layOut = (chains: readonly Chain[], effort: number): Layout => {
  const bound = largestLoad(chains);
  const near = neighbours(chains);
  const span = (chain: Chain): number => chain.end - chain.start + 1;
  const orders = [
    descending(chains, (chain) => chain.size),
    descending(chains, (chain) => chain.size * span(chain)),
    descending(chains, span),
    descending(chains, (chain) => -chain.start),
    descending(chains, (chain) => chain.end),
  ];
  let order = orders[0] ?? [];
  let best = place(chains, near, order);
  for (const candidate of orders.slice(1)) {
    if (best.size <= bound) break;
    const placed = place(chains, near, candidate);
    if (placed.size < best.size) [best, order] = [placed, candidate];
  }
  // Seeded: the same blocks always get the same layout.
  const random = seededRandom(chains.length);
  for (let tries = 0; best.size > bound && tries < effort && chains.length > 1; tries += 1) {
    const { offsets, size } = best;
    const top = order.filter((index) => (offsets[index] as number) + (chains[index] as Chain).size === size);
    const moved = random() < 0.7 ? top[Math.floor(random() * top.length)] : order[Math.floor(random() * order.length)];
    if (moved === undefined) break;
    const candidate = order.filter((index) => index !== moved);
    candidate.splice(Math.floor(random() * (order.indexOf(moved) + 1)), 0, moved);
    const placed = place(chains, near, candidate);
    // Equal is accepted too: it walks along plateaus.
    if (placed.size <= best.size) [best, order] = [placed, candidate];
  }
  return { ...best, bound };
};
