/** Values shared by all the weights of one layer, and which of them each weight takes. */
export interface Clusters {
  /** Ascending, no two alike; one is exactly 0 where zeros are kept. */
  readonly centroids: Float32Array;
  /** Index into `centroids`, for each weight. */
  readonly indices: Uint8Array;
}

const iterationLimit = 300;

/** First index of ascending `sorted` whose value is greater than `bound`. */
const upperBound = (sorted: Float32Array, bound: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Where each cluster of ascending `centroids` ends in `sorted`: the nearest centroid wins, the lower one of two as near. */
const ends = (sorted: Float32Array, centroids: readonly number[]): number[] =>
  centroids.map((centroid, i) => {
    const next = centroids[i + 1];
    return next === undefined ? sorted.length : upperBound(sorted, (centroid + next) / 2);
  });

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/**
 * Lloyd's algorithm on ascending numbers, `count` centroids spread evenly from the least to the greatest at the start: Han et
 * al., "Deep Compression" (2016), section 3.2, found linear initialisation best since it keeps the rare large weights.
 * A centroid that no number is nearest to is left out.
 */
const centroidsOf = (sorted: Float32Array, count: number): readonly number[] => {
  const [least, greatest] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const sums = new Float64Array(sorted.length + 1);
  sorted.forEach((value, i) => (sums[i + 1] = (sums[i] ?? 0) + value));
  const step = (greatest - least) / Math.max(count - 1, 1);
  let centroids = ascending(Array.from({ length: count }, (_, i) => least + i * step));
  for (let iteration = 0; iteration < iterationLimit; iteration++) {
    const bounds = ends(sorted, centroids);
    const means = bounds.flatMap((end, i) => {
      const start = bounds[i - 1] ?? 0;
      return end > start ? [((sums[end] ?? 0) - (sums[start] ?? 0)) / (end - start)] : [];
    });
    const next = ascending(means);
    if (next.length === centroids.length && next.every((value, i) => value === centroids[i])) break;
    centroids = next;
  }
  return centroids;
};

/**
 * At most `count` (≤ 256) values for `weights`, by k-means. `keepZeros`: zeros have the value 0 for themselves and do not
 * pull at the others, so that what is pruned stays pruned and what is left stays a weight.
 */
export const clusterValues = (weights: Float32Array, count: number, keepZeros: boolean): Clusters => {
  const sorted = (keepZeros ? weights.filter((value) => value !== 0) : weights.slice()).sort();
  const hasZeros = sorted.length < weights.length;
  const moving = sorted.length === 0 ? [] : centroidsOf(sorted, hasZeros ? count - 1 : count);
  const bounds = ends(sorted, moving).map((end) => sorted[end - 1] ?? 0);
  const rounded = moving.map((value) => Math.fround(value) + 0);
  const centroids = Float32Array.from(ascending(hasZeros ? [...rounded, 0] : rounded));
  const places = rounded.map((value) => centroids.indexOf(value));
  const indexOf = (value: number): number =>
    hasZeros && value === 0 ? centroids.indexOf(0) : (places[bounds.findIndex((last) => value <= last)] ?? 0);
  return { centroids, indices: Uint8Array.from(weights, indexOf) };
};
