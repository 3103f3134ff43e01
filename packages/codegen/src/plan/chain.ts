import { alignOf, roundUp, type Block, type Sharing } from './block.ts';

/** Blocks that share their first byte, one after the other in time. */
export interface Chain {
  readonly members: readonly Block[];
  readonly indices: readonly number[];
  readonly align: number;
  /** The largest member's bytes. */
  readonly size: number;
  readonly start: number;
  readonly end: number;
}

/** Joins blocks along `sharings`; each block must be `first` at most once and `second` at most once. */
export const chainsOf = (blocks: readonly Block[], sharings: readonly Sharing[]): readonly Chain[] => {
  const next = new Map(sharings.map(({ first, second }) => [first, second]));
  const seconds = new Set(sharings.map(({ second }) => second));
  const chains: Chain[] = [];
  blocks.forEach((_, index) => {
    if (seconds.has(index)) return;
    const indices: number[] = [];
    for (let at: number | undefined = index; at !== undefined; at = next.get(at)) indices.push(at);
    const members = indices.map((at) => blocks[at] as Block);
    chains.push({
      members,
      indices,
      align: Math.max(...members.map(alignOf)),
      size: Math.max(...members.map((member) => member.size)),
      start: Math.min(...members.map((member) => member.start)),
      end: Math.max(...members.map((member) => member.end)),
    });
  });
  return chains;
};

const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start <= b.end && b.start <= a.end;

/** Bytes that `b` must keep from `a` when it lies above: a's largest size while b is alive; 0 when they never meet. */
export const clearance = (a: Chain, b: Chain): number => {
  if (!overlap(a, b)) return 0;
  let bytes = 0;
  for (const member of a.members)
    if (member.size > bytes && b.members.some((other) => overlap(member, other))) bytes = member.size;
  return roundUp(bytes, 4);
};

/** The largest sum over the steps of what is alive; where two members of a chain meet, the larger counts. */
export const largestLoad = (chains: readonly Chain[]): number => {
  const steps = new Set(chains.flatMap((chain) => chain.members.map((member) => member.start)));
  let largest = 0;
  for (const step of steps) {
    let sum = 0;
    for (const chain of chains) {
      if (chain.start > step || step > chain.end) continue;
      let size = 0;
      for (const member of chain.members)
        if (member.start <= step && step <= member.end) size = Math.max(size, member.size);
      sum += size;
    }
    largest = Math.max(largest, sum);
  }
  return largest;
};
