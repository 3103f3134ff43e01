import type { Samples } from '../data/samples.ts';

/** `most` of the samples at most, evenly spread: labelled data is often sorted by class. */
export const spreadSamples = (samples: Samples, most: number): Samples => {
  const { count, labels, targets } = samples;
  if (count <= most) return samples;
  const at = (index: number): number => Math.floor((index * count) / most);
  return {
    count: most,
    inputs: (index) => samples.inputs(at(index)),
    ...(labels && { labels: Array.from({ length: most }, (_, index) => labels[at(index)] ?? NaN) }),
    ...(targets && { targets: (index: number) => samples.targets?.(at(index)) ?? new Float32Array() }),
  };
};
