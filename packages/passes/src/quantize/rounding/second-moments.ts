/** Sums over vectors of one length: of their elements, and of products of two. */
export interface SecondMoments {
  readonly length: number;
  readonly sums: Float64Array;
  /** Rows of a square matrix, the upper triangle alone. */
  readonly products: Float64Array;
  count: number;
}

export const newMoments = (length: number): SecondMoments => ({
  length,
  sums: new Float64Array(length),
  products: new Float64Array(length * length),
  count: 0,
});

export const addVector = (moments: SecondMoments, vector: Float64Array): void => {
  const { length, sums, products } = moments;
  for (let i = 0; i < length; i++) {
    const value = vector[i] as number;
    if (value === 0) continue;
    sums[i] = (sums[i] as number) + value;
    for (let j = i, at = i * length + i; j < length; j++, at++)
      products[at] = (products[at] as number) + value * (vector[j] as number);
  }
  moments.count += 1;
};

/** The covariance of the elements, a whole symmetric matrix: what no bias can make up for. */
export const covariance = ({ length, sums, products, count }: SecondMoments): Float64Array => {
  const matrix = new Float64Array(length * length);
  for (let i = 0; i < length; i++) {
    for (let j = i; j < length; j++) {
      const value =
        ((products[i * length + j] as number) - ((sums[i] as number) * (sums[j] as number)) / Math.max(count, 1)) /
        Math.max(count, 1);
      matrix[i * length + j] = value;
      matrix[j * length + i] = value;
    }
  }
  return matrix;
};

/** Share of the mean diagonal that is added to it, so that the matrix of few or dependent vectors has an inverse. */
const damping = 0.01;

/**
 * Upper triangular U with UᵀU = (matrix + damping)⁻¹, of a covariance of `size` rows: its row i, divided by its diagonal element, tells how
 * elements after i make up best for an error in i.
 */
export const inverseFactor = (matrix: Float64Array, size: number): Float64Array => {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += matrix[i * size + i] as number;
  const ridge = (damping * trace) / size || 1;
  // Cholesky of the matrix with rows and columns reversed, L·Lᵀ, so that its inverse reversed is upper triangular.
  const lower = new Float64Array(size * size);
  const entry = (i: number, j: number): number => {
    const [a, b] = [size - 1 - i, size - 1 - j];
    return (matrix[a * size + b] as number) + (a === b ? ridge : 0);
  };
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = entry(i, j);
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, ridge * 1e-9)) : sum / (lower[j * size + j] as number);
    }
  }
  // L⁻¹ column by column; reversed it is the factor.
  const factor = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    column.fill(0);
    for (let i = j; i < size; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= (lower[i * size + k] as number) * (column[k] as number);
      column[i] = sum / (lower[i * size + i] as number);
      factor[(size - 1 - i) * size + (size - 1 - j)] = column[i] as number;
    }
  }
  return factor;
};
