import type { NumericArray } from './numeric-array.ts';

/** Numbers as a source stores them, sample by sample. */
export interface StoredSamples {
  /** For errors. */
  readonly path: string;
  readonly count: number;
  /** Of one sample. */
  readonly shape: readonly number[];
  /** The elements of sample `index`, in row-major order. */
  read(index: number): ArrayLike<number | bigint>;
}

/** An array whose first axis counts the samples. */
export const samplesOfArray = (path: string, { shape, data }: NumericArray): StoredSamples => {
  const [count = 0, ...sample] = shape;
  const size = sample.reduce((product, extent) => product * extent, 1);
  return { path, count, shape: sample, read: (index) => data.subarray(index * size, (index + 1) * size) };
};
