/** A value, and how much its error counts. */
interface Level {
  readonly value: number;
  readonly weight: number;
}

const levelsOf = (values: Int8Array, weightOf: (index: number) => number): readonly Level[] => {
  const weights = new Map<number, number>();
  values.forEach((value, i) => {
    if (value !== 0) weights.set(value, (weights.get(value) ?? 0) + weightOf(i));
  });
  return [...weights].sort(([a], [b]) => a - b).map(([value, weight]) => ({ value, weight }));
};

/** Sums over the first levels, from which the error and the mean of any line of them follow. */
const lines = (levels: readonly Level[]) => {
  const [mass, first, second] = [[0], [0], [0]] as [number[], number[], number[]];
  levels.forEach(({ value, weight }, i) => {
    mass.push((mass[i] as number) + weight);
    first.push((first[i] as number) + weight * value);
    second.push((second[i] as number) + weight * value * value);
  });
  const over = (sums: readonly number[], from: number, to: number): number =>
    (sums[to] as number) - (sums[from] as number);
  return {
    mean: (from: number, to: number): number => over(first, from, to) / over(mass, from, to),
    error: (from: number, to: number): number =>
      over(second, from, to) - over(first, from, to) ** 2 / over(mass, from, to),
  };
};

/** Where each of at most `count` lines of levels begins, so that the squared errors to their means are least. */
const bestSplit = (size: number, count: number, error: (from: number, to: number) => number): readonly number[] => {
  let least = Array.from({ length: size + 1 }, (_, to) => (to === 0 ? 0 : error(0, to)));
  const starts: (readonly number[])[] = [];
  for (let used = 1; used < count; used += 1) {
    const [next, from] = [[...least], new Array<number>(size + 1).fill(0)];
    for (let to = 1; to <= size; to += 1)
      for (let start = 1; start < to; start += 1) {
        const total = (least[start] as number) + error(start, to);
        if (total < (next[to] as number)) [next[to], from[to]] = [total, start];
      }
    // 0 means that another line does not help: the best split has fewer.
    starts.push(from.map((start, to) => ((next[to] as number) < (least[to] as number) ? start : -1)));
    least = next;
  }
  const split: number[] = [];
  let to = size;
  for (let used = starts.length - 1; used >= 0 && to > 0; used -= 1) {
    const start = starts[used]?.[to] ?? -1;
    if (start < 0) continue;
    split.unshift(start);
    to = start;
  }
  return [0, ...split];
};

/**
 * At most `count` values beside zero in place of all others: one-dimensional k-means over the integers, solved exactly by
 * dynamic programming (Wang and Song, Ckmeans.1d.dp, 2011). Zeros stay. `scaleOf`: of a value by its index, so that
 * errors are compared in real units.
 */
export const shareValues = (
  values: Int8Array,
  count: number,
  scaleOf: (index: number) => number,
): Int8Array<ArrayBuffer> => {
  const levels = levelsOf(values, (index) => scaleOf(index) ** 2);
  if (levels.length <= count) return Int8Array.from(values);
  const { error, mean } = lines(levels);
  const starts = bestSplit(levels.length, count, error);
  const shared = new Map([[0, 0]]);
  starts.forEach((from, i) => {
    const to = starts[i + 1] ?? levels.length;
    for (const { value } of levels.slice(from, to)) shared.set(value, Math.round(mean(from, to)));
  });
  return values.map((value) => shared.get(value) as number) as Int8Array<ArrayBuffer>;
};
