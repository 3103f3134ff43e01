import type { Samples } from '../data/samples.ts';

/** Some of a split's samples, in their order. JSON: it is cached. */
export interface SampleSubset {
  /** Samples that there are. */
  readonly available: number;
  readonly count: number;
  /** One bit a sample, the lowest of a byte first, in base64. */
  readonly which: string;
}

export const subsetOf = (taken: readonly boolean[]): SampleSubset => {
  const bits = Buffer.alloc(Math.ceil(taken.length / 8));
  let count = 0;
  taken.forEach((is, i) => {
    if (!is) return;
    count += 1;
    bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return { available: taken.length, count, which: bits.toString('base64') };
};

/** Positions of the samples in the split. */
export const positionsOf = ({ available, which }: SampleSubset): readonly number[] => {
  const bits = Buffer.from(which, 'base64');
  return Array.from({ length: available }, (_, i) => i).filter((i) => ((bits[i >> 3] ?? 0) >> (i & 7)) & 1);
};

/** The samples of `samples` at these positions. */
export const samplesAt = (samples: Samples, positions: readonly number[]): Samples => {
  const { labels, targets } = samples;
  const at = (index: number): number => positions[index] ?? 0;
  return {
    count: positions.length,
    inputs: (index) => samples.inputs(at(index)),
    ...(labels && { labels: positions.map((position) => labels[position] ?? NaN) }),
    ...(targets && { targets: (index: number) => samples.targets?.(at(index)) ?? new Float32Array() }),
  };
};

/** At most so many of a subset's samples, evenly spread. */
export const spreadSubset = (subset: SampleSubset, most: number): SampleSubset => {
  const positions = positionsOf(subset);
  if (positions.length <= most) return subset;
  const taken = new Array<boolean>(subset.available).fill(false);
  for (let i = 0; i < most; i++) taken[positions[Math.floor((i * positions.length) / most)] ?? 0] = true;
  return subsetOf(taken);
};
