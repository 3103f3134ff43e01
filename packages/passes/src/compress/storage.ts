import { codedBytes, codeWeights, fitsPacked, packedBytes, type WeightEncoding } from '@tinyml/core';

/** Bytes of a filter in each form. `sparse` and `indexed` are for comparison: no kernel reads them. */
export interface StoredSizes {
  readonly elements: number;
  readonly zeros: number;
  /** Different values, zero included. */
  readonly distinct: number;
  /** float32. */
  readonly float: number;
  readonly raw: number;
  /** A byte for each value but zero and one for its distance to the one before; 0 in between where it is further. */
  readonly sparse: number;
  /** A table of the values, and as many bits for each element as its number takes. */
  readonly indexed: number;
  readonly coded: number;
  readonly packed4: number | null;
}

const farthest = 255;

export const storedSizes = (values: Int8Array, row: number): StoredSizes => {
  let [zeros, distance, pairs] = [0, 0, 0];
  for (const value of values) {
    distance += 1;
    if (value === 0) zeros += 1;
    if (value === 0 && distance < farthest) continue;
    pairs += 1;
    distance = 0;
  }
  const distinct = new Set(values).size;
  return {
    elements: values.length,
    zeros,
    distinct,
    float: 4 * values.length,
    raw: values.length,
    sparse: 2 * pairs,
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
