/** Height and width of an image before and after it was reduced. */
export interface Resampling {
  readonly from: readonly [height: number, width: number];
  readonly to: readonly [height: number, width: number];
  readonly channels: number;
}

/** Share of old cell `j` that lies in new cell `i`, both grids over the same length: columns sum to 1. */
const overlap = (from: number, to: number, i: number, j: number): number => {
  const ratio = from / to;
  return Math.max(0, Math.min((i + 1) * ratio, j + 1) - Math.max(i * ratio, j));
};

/**
 * Weights [outputs, height·width·channels] of a dense layer after a flattened image, for the reduced image. A new weight
 * is the sum of those of the pixels that its pixel stands for, each by the share that it covers: an image that is smooth
 * on that scale gives the same result.
 */
export const resampleWeights = (
  weights: Float32Array,
  outputs: number,
  { from, to, channels }: Resampling,
): Float32Array => {
  const [height, width] = from;
  const [newHeight, newWidth] = to;
  const result = new Float64Array(outputs * newHeight * newWidth * channels);
  const shares = (old: number, now: number): readonly (readonly [i: number, j: number, share: number])[] =>
    Array.from({ length: now }, (_, i) => i).flatMap((i) =>
      Array.from({ length: old }, (_, j) => [i, j, overlap(old, now, i, j)] as const).filter(
        ([, , share]) => share > 0,
      ),
    );
  const columns = shares(width, newWidth);
  for (let o = 0; o < outputs; o++) {
    for (const [newY, y, vertical] of shares(height, newHeight)) {
      for (const [newX, x, horizontal] of columns) {
        const target = ((o * newHeight + newY) * newWidth + newX) * channels;
        const source = ((o * height + y) * width + x) * channels;
        for (let c = 0; c < channels; c++)
          result[target + c] = (result[target + c] ?? 0) + vertical * horizontal * (weights[source + c] ?? 0);
      }
    }
  }
  return Float32Array.from(result);
};
