/** A matrix as a sum of products of vectors, the heaviest first: its singular value decomposition. */
export interface LowRank {
  /** Descending; min(rows, columns) of them. */
  readonly singularValues: readonly number[];
  /** [rows, rank] row-major: the first left singular vectors, each times √σ. */
  left(rank: number): Float64Array;
  /** [rank, columns] row-major: the first right singular vectors, each times √σ. */
  right(rank: number): Float64Array;
}

/** `values`: [rows, columns] row-major. left(r) · right(r) is the nearest matrix of rank r (Eckart, Young 1936). */
export type Decompose = (rows: number, columns: number, values: ArrayLike<number>) => LowRank;

/** Loads the matrix library, which a build without such a pass does not need. */
export const openDecompose = async (): Promise<Decompose> => {
  const { Matrix, SingularValueDecomposition } = await import('ml-matrix');
  return (rows, columns, values) => {
    const matrix = Matrix.from1DArray(rows, columns, values);
    // The library's algorithm wants at least as many rows as columns.
    const {
      leftSingularVectors: u,
      rightSingularVectors: v,
      diagonal,
    } = new SingularValueDecomposition(matrix, {
      autoTranspose: true,
    });
    const singularValues = diagonal.slice(0, Math.min(rows, columns));
    // √σ on both sides: both layers start with weights of like size, which suits training and int8 alike.
    const root = (j: number): number => Math.sqrt(singularValues[j] ?? 0);
    return {
      singularValues,
      left: (rank) =>
        Float64Array.from({ length: rows * rank }, (_, k) => u.get(Math.floor(k / rank), k % rank) * root(k % rank)),
      right: (rank) =>
        Float64Array.from({ length: rank * columns }, (_, k) => {
          const j = Math.floor(k / columns);
          return v.get(k % columns, j) * root(j);
        }),
    };
  };
};

/** Share of the sum of squares that the first `rank` singular values of all matrices hold together, 0 … 1. */
export const keptEnergy = (matrices: readonly LowRank[], rank: number): number => {
  let [kept, total] = [0, 0];
  for (const { singularValues } of matrices) {
    singularValues.forEach((value, j) => {
      total += value * value;
      if (j < rank) kept += value * value;
    });
  }
  return total === 0 ? 1 : Math.min(1, kept / total);
};
