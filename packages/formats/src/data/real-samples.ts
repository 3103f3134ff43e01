import { TinymlError, elementCount, sameShape, type Diagnostic, type Normalization } from '@tinyml/core';
import { unusableSamples } from '../diagnostics/data.ts';
import { affineOf } from './normalization.ts';
import type { StoredSamples } from './stored-samples.ts';

const withoutOnes = (shape: readonly number[]): readonly number[] => shape.filter((size) => size !== 1);

/** Missing or additional dimensions of 1 are fine, and so is a flat sample. */
const fits = (sample: readonly number[], value: readonly number[]): boolean =>
  sameShape(withoutOnes(sample), withoutOnes(value)) ||
  (withoutOnes(sample).length <= 1 && elementCount(sample) === elementCount(value));

/**
 * Normalised real numbers of a model's value of `shape`, sample by sample; what it gives throws TML812 where one is not
 * finite. @throws TinymlError `misfit(shape of a stored sample)`, TML809
 */
export const realSamples = (
  { path, shape: sample, read }: StoredSamples,
  shape: readonly number[],
  normalization: Normalization,
  misfit: (found: readonly number[]) => Diagnostic,
): ((index: number) => Float32Array) => {
  if (!fits(sample, shape)) throw new TinymlError(misfit(sample));
  const { factors, offsets } = affineOf(normalization, shape.at(-1) ?? 1);
  const channels = factors.length;
  const size = elementCount(shape);
  return (index) => {
    const stored = read(index);
    const data = new Float32Array(size);
    for (let i = 0; i < size; i++) {
      const channel = channels === 1 ? 0 : i % channels;
      const value = Number(stored[i]) * (factors[channel] ?? 1) + (offsets[channel] ?? 0);
      if (!Number.isFinite(value))
        throw new TinymlError(unusableSamples(path, `sample ${String(index)} has a value that is not finite`));
      data[i] = value;
    }
    return data;
  };
};
