/** Longest code in bits: the decoder looks at 16 bits at once. */
export const longestCode = 15;

/** A prefix code in canonical form: codes of one length are consecutive, shorter ones come first. */
export interface PrefixCode {
  /** Symbols in the order of their codes. */
  readonly symbols: readonly number[];
  /** How many codes have 1, 2, … bits. */
  readonly counts: readonly number[];
}

interface Tree {
  readonly weight: number;
  readonly leaves: readonly number[];
}

/** Bits of each symbol's code. */
const huffmanLengths = (weights: readonly number[]): readonly number[] => {
  const lengths = new Array<number>(weights.length).fill(weights.length === 1 ? 1 : 0);
  let trees: Tree[] = weights.map((weight, leaf) => ({ weight, leaves: [leaf] }));
  while (trees.length > 1) {
    trees = trees.sort((a, b) => a.weight - b.weight || (a.leaves[0] as number) - (b.leaves[0] as number));
    const [a, b, ...others] = trees as [Tree, Tree, ...Tree[]];
    const leaves = [...a.leaves, ...b.leaves];
    for (const leaf of leaves) lengths[leaf] = (lengths[leaf] as number) + 1;
    trees = [{ weight: a.weight + b.weight, leaves }, ...others];
  }
  return lengths;
};

/**
 * Huffman's code (1952) for symbols that occur as often as `frequencies` says; rare ones count more where codes would be
 * longer than `longestCode`.
 */
export const prefixCode = (frequencies: ReadonlyMap<number, number>): PrefixCode => {
  const found = [...frequencies].sort(([a], [b]) => a - b);
  let weights = found.map(([, count]) => count);
  let lengths = huffmanLengths(weights);
  while (Math.max(0, ...lengths) > longestCode) {
    weights = weights.map((weight) => (weight >> 1) + 1);
    lengths = huffmanLengths(weights);
  }
  const sorted = found
    .map(([symbol], i) => ({ symbol, length: lengths[i] as number }))
    .sort((a, b) => a.length - b.length || a.symbol - b.symbol);
  const counts = Array.from(
    { length: Math.max(0, ...lengths) },
    (_, i) => lengths.filter((length) => length === i + 1).length,
  );
  return { symbols: sorted.map(({ symbol }) => symbol), counts };
};

/** Each symbol's code and its bits. */
export const codesOf = ({
  symbols,
  counts,
}: PrefixCode): ReadonlyMap<number, readonly [code: number, bits: number]> => {
  const codes = new Map<number, readonly [number, number]>();
  let [code, next] = [0, 0];
  counts.forEach((count, i) => {
    for (let n = 0; n < count; n += 1) codes.set(symbols[next++] as number, [code++, i + 1]);
    code <<= 1;
  });
  return codes;
};
