/** The values of a matrix that are not zero. */
export interface SparseWeights {
  /** For each value its distance from the one before in its row, or from in front of the row, and the value. */
  readonly pairs: Uint8Array<ArrayBuffer>;
  /** Pairs of each row. */
  readonly counts: readonly number[];
}

/** A longer way takes zeros as steps in between. */
const farthest = 255;

/** Rows of `row` int8 values by their values but zero. At least one pair: C has no empty arrays. */
export const sparseWeights = (values: ArrayLike<number>, row: number): SparseWeights => {
  const pairs: number[] = [];
  const counts: number[] = [];
  for (let first = 0; first < values.length; first += row) {
    const before = pairs.length;
    let distance = 0;
    for (let i = first; i < first + row; i += 1) {
      const value = values[i] as number;
      distance += 1;
      if (value === 0 && distance < farthest) continue;
      pairs.push(distance, value & 0xff);
      distance = 0;
    }
    counts.push((pairs.length - before) / 2);
  }
  if (pairs.length === 0) return { pairs: Uint8Array.from([1, 0]), counts: [1, ...counts.slice(1)] };
  return { pairs: Uint8Array.from(pairs), counts };
};

/** Bytes on the device: the pairs, and two for each row's count. */
export const sparseBytes = ({ counts, pairs }: SparseWeights): number => pairs.length + 2 * counts.length;
