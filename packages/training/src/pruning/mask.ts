/** Weights as a matrix: a row for each result of the layer, its columns in the order in which they are stored. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
}

/**
 * What is zero together. `block`: tiles of rows × columns, smaller at the edges. `n-of-m`: of each m neighbours in a row
 * at most n are kept, whatever the sparsity asked for.
 */
export type Pattern =
  | { readonly kind: 'unstructured' }
  | { readonly kind: 'block'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'n-of-m'; readonly n: number; readonly m: number };

/** Puts the indices of the weights of each tile into `visit`, tile by tile. */
const forEachTile = (
  { rows, columns }: Matrix,
  tileRows: number,
  tileColumns: number,
  visit: (indices: readonly number[]) => void,
): void => {
  for (let row = 0; row < rows; row += tileRows)
    for (let column = 0; column < columns; column += tileColumns) {
      const indices: number[] = [];
      for (let r = row; r < Math.min(rows, row + tileRows); r++)
        for (let c = column; c < Math.min(columns, column + tileColumns); c++) indices.push(r * columns + c);
      visit(indices);
    }
};

/** Zeros in the tiles of the least mean magnitude, as many as the share `sparsity` of all weights has room for. */
const tiledMask = (weights: Float32Array, matrix: Matrix, tile: Matrix, sparsity: number): Float32Array => {
  const tiles: { readonly indices: readonly number[]; readonly mean: number }[] = [];
  forEachTile(matrix, tile.rows, tile.columns, (indices) => {
    const sum = indices.reduce((total, i) => total + Math.abs(weights[i] ?? 0), 0);
    tiles.push({ indices, mean: sum / indices.length });
  });
  const mask = new Float32Array(weights.length).fill(1);
  let left = Math.round(sparsity * weights.length);
  for (const { indices } of tiles.sort((a, b) => a.mean - b.mean)) {
    if (indices.length > left) break;
    for (const i of indices) mask[i] = 0;
    left -= indices.length;
  }
  return mask;
};

/** Zeros at the round(sparsity · length) weights of least magnitude; of equals the first. */
const unstructuredMask = (weights: Float32Array, sparsity: number): Float32Array => {
  const zeros = Math.round(sparsity * weights.length);
  const magnitudes = weights.map(Math.abs);
  const threshold = magnitudes.toSorted()[zeros] ?? Infinity;
  const mask = magnitudes.map((magnitude) => (magnitude < threshold ? 0 : 1));
  let left = zeros - mask.reduce((count, kept) => count + 1 - kept, 0);
  for (let i = 0; i < mask.length && left > 0; i++) {
    if (magnitudes[i] !== threshold) continue;
    mask[i] = 0;
    left--;
  }
  return mask;
};

const neighbourMask = (weights: Float32Array, matrix: Matrix, n: number, m: number): Float32Array => {
  const mask = new Float32Array(weights.length);
  const magnitude = (i: number): number => Math.abs(weights[i] ?? 0);
  forEachTile(matrix, 1, m, (indices) => {
    const kept = [...indices].sort((a, b) => magnitude(b) - magnitude(a)).slice(0, n);
    for (const i of kept) mask[i] = 1;
  });
  return mask;
};

/** 0 for each weight that is pruned, else 1: those of least magnitude go. `weights`: rows · columns of them. */
export const pruningMask = (
  weights: Float32Array,
  matrix: Matrix,
  pattern: Pattern,
  sparsity: number,
): Float32Array => {
  switch (pattern.kind) {
    case 'unstructured':
      return unstructuredMask(weights, sparsity);
    case 'block':
      return tiledMask(weights, matrix, pattern, sparsity);
    case 'n-of-m':
      return sparsity === 0
        ? new Float32Array(weights.length).fill(1)
        : neighbourMask(weights, matrix, pattern.n, pattern.m);
  }
};

/** Share of zeros that a pattern leaves at least, whatever is asked for; undefined where it leaves that open. */
export const sparsityOf = (pattern: Pattern): number | undefined =>
  pattern.kind === 'n-of-m' ? 1 - pattern.n / pattern.m : undefined;
