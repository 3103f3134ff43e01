import { TinymlError, type Factor, type Normalization } from '@tinyml/core';
import { unusableDataSource } from '../diagnostics/data.ts';

/** real = stored · factor[c] + offset[c], c = the index along the last axis; lists of one hold for all. */
export interface Affine {
  readonly factors: readonly number[];
  readonly offsets: readonly number[];
}

const numberOf = (key: string, factor: Factor): number => {
  const parts =
    typeof factor === 'number' ? [factor] : factor.split('/').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [value = NaN, divisor = 1] = parts;
  const result = value / divisor;
  if (parts.length > 2 || !Number.isFinite(result))
    throw new TinymlError(
      unusableDataSource(`${key}: ${String(factor)} is not a number`, 'write a number, or a fraction such as 1/255'),
    );
  return result;
};

const listOf = (key: string, value: Factor | readonly Factor[] | undefined, fallback: number): readonly number[] =>
  typeof value === 'object' ? value.map((item) => numberOf(key, item)) : [numberOf(key, value ?? fallback)];

/** real = (stored · scale − mean) / std. @throws TinymlError (TML809) where a number is none, or a list has another length than `channels`. */
export const affineOf = ({ scale, mean, std }: Normalization, channels: number): Affine => {
  const factor = numberOf('scale', scale ?? 1);
  const means = listOf('mean', mean, 0);
  const stds = listOf('std', std, 1);
  for (const [key, list] of [
    ['mean', means],
    ['std', stds],
  ] as const)
    if (list.length !== 1 && list.length !== channels)
      throw new TinymlError(
        unusableDataSource(
          `${key} has ${String(list.length)} numbers, the input ${String(channels)} channels`,
          'give one number, or one for each channel',
        ),
      );
  if (stds.includes(0)) throw new TinymlError(unusableDataSource('std is 0', 'values are divided by it'));
  const length = Math.max(means.length, stds.length);
  const at = (list: readonly number[], i: number): number => list[list.length === 1 ? 0 : i] ?? 0;
  return {
    factors: Array.from({ length }, (_, i) => factor / at(stds, i)),
    offsets: Array.from({ length }, (_, i) => -at(means, i) / at(stds, i)),
  };
};
