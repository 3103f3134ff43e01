import {
  codedBytes,
  codeWeights,
  fitsPacked,
  packedBytes,
  sparseBytes,
  sparseWeights,
  type WeightEncoding,
} from '@tinyml/core';

/** Bytes of a filter in each form. `indexed` is for comparison: no kernel reads it. */
export interface StoredSizes {
  readonly elements: number;
  readonly zeros: number;
  /** Different values, zero included. */
  readonly distinct: number;
  /** float32. */
  readonly float: number;
  readonly raw: number;
  readonly sparse: number;
  /** A table of the values, and as many bits for each element as its number takes. */
  readonly indexed: number;
  readonly coded: number;
  readonly packed4: number | null;
}

export const storedSizes = (values: Int8Array, row: number): StoredSizes => {
  const zeros = values.reduce((sum, value) => sum + (value === 0 ? 1 : 0), 0);
  const distinct = new Set(values).size;
  return {
    elements: values.length,
    zeros,
    distinct,
    float: 4 * values.length,
    raw: values.length,
    sparse: sparseBytes(sparseWeights(values, row)),
    indexed: distinct + Math.ceil((values.length * Math.ceil(Math.log2(Math.max(2, distinct)))) / 8),
    coded: codedBytes(codeWeights(values, row)),
    packed4: fitsPacked(values) ? packedBytes(values.length, row) : null,
  };
};

/** The form that takes the fewest bytes among `allowed` and plain int8; undefined: plain int8. */
export const smallestForm = (
  sizes: StoredSizes,
  allowed: readonly WeightEncoding[],
): { readonly encoding: WeightEncoding | undefined; readonly bytes: number } => {
  let best: { encoding: WeightEncoding | undefined; bytes: number } = { encoding: undefined, bytes: sizes.raw };
  for (const encoding of allowed) {
    const bytes = sizes[encoding] ?? Infinity;
    if (bytes < best.bytes) best = { encoding, bytes };
  }
  return best;
};
