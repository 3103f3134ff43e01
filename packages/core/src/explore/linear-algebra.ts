/** Symmetric positive definite matrices as rows. */
export type Matrix = readonly Float64Array[];

/** L with L·Lᵀ = `matrix` (lower triangle); undefined where the matrix is not positive definite. */
export const cholesky = (matrix: Matrix): Matrix | undefined => {
  const n = matrix.length;
  const lower = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const row = lower[i] as Float64Array;
    for (let j = 0; j <= i; j++) {
      const other = lower[j] as Float64Array;
      let sum = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (row[k] ?? 0) * (other[k] ?? 0);
      if (i === j) {
        if (!(sum > 0)) return undefined;
        row[i] = Math.sqrt(sum);
      } else row[j] = sum / (other[j] ?? 1);
    }
  }
  return lower;
};

/** x with L·x = b. */
export const solveLower = (lower: Matrix, b: ArrayLike<number>): Float64Array => {
  const x = new Float64Array(lower.length);
  lower.forEach((row, i) => {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (row[k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (row[i] ?? 1);
  });
  return x;
};

/** x with Lᵀ·x = b. */
export const solveUpper = (lower: Matrix, b: ArrayLike<number>): Float64Array => {
  const n = lower.length;
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= (lower[k]?.[i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i]?.[i] ?? 1);
  }
  return x;
};
