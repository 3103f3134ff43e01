const primes = [2, 3, 5, 7, 11] as const;

const radicalInverse = (index: number, base: number): number => {
  let [result, share] = [0, 1 / base];
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    result += (rest % base) * share;
    share /= base;
  }
  return result;
};

/**
 * Points spread evenly over the unit cube, the same at every call (J. H. Halton, Numerische Mathematik 2, 1960): a sum over them
 * is closer to an integral than one over random points. At most five dimensions.
 */
export const haltonPoints = (count: number, dimensions: number): readonly Float64Array[] =>
  Array.from({ length: count }, (_, i) =>
    Float64Array.from({ length: dimensions }, (_, d) => radicalInverse(i + 1, primes[d] ?? 13)),
  );
