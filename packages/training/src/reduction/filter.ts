import { TinymlError, type Node, type Pair, type Shape } from '@tinyml/core';
import { sizeOutOfReach } from '../diagnostics/factorization.ts';

/** A low-pass filter that moves over an image in steps: average_pool_2d, or depthwise_conv_2d with fixed weights. */
export interface Filter {
  readonly op: 'average_pool_2d' | 'depthwise_conv_2d';
  readonly attrs: Node['attrs'];
  readonly weights?: { readonly shape: Shape; readonly data: Float32Array };
}

export type FilterName = 'average' | 'binomial';

const outputs = (size: number): readonly number[] =>
  [...new Set(Array.from({ length: size }, (_, i) => Math.ceil(size / (i + 1))))].sort((a, b) => b - a);

/** The step over `from` pixels that gives `wanted` of them. @throws TinymlError TML666 where none does */
const stepTo = (axis: 'height' | 'width', from: number, wanted: number): number => {
  const step = Array.from({ length: from }, (_, i) => i + 1).find(
    (candidate) => Math.ceil(from / candidate) === wanted,
  );
  if (step === undefined) throw new TinymlError(sizeOutOfReach(axis, from, wanted, outputs(from)));
  return step;
};

/** Steps of a filter over an image of `image` [height, width]: `size` to reach where it is given, else `factor`. */
export const filterSteps = (
  image: Pair,
  factor: number | readonly number[],
  size: readonly number[] | undefined,
): Pair => {
  if (size !== undefined) return [stepTo('height', image[0], size[0] ?? 0), stepTo('width', image[1], size[1] ?? 0)];
  const [vertical = 1, horizontal = 1] = typeof factor === 'number' ? [factor, factor] : factor;
  return [vertical, horizontal];
};

/** A row of Pascal's triangle over its sum. */
const binomial = (taps: number): readonly number[] => {
  let row = [1];
  while (row.length < taps) row = [...row, 0].map((value, i) => value + (row[i - 1] ?? 0));
  return row.map((value) => value / 2 ** (taps - 1));
};

/** As even as the step, so that a window's middle is the middle of the pixels that it stands for. */
const tapsOf = (step: number): number => (step === 1 ? 1 : step % 2 === 0 ? 2 * step : 2 * step - 1);

/** `average`: the mean of step × step pixels. `binomial`: weights near a Gaussian over twice as many in each direction. */
export const lowPass = (name: FilterName, steps: Pair, channels: number): Filter => {
  const common = { padding: 'same', strides: steps, activation: 'none' } as const;
  if (name === 'average') return { op: 'average_pool_2d', attrs: { ...common, filter: steps } };
  const [rows, columns] = [binomial(tapsOf(steps[0])), binomial(tapsOf(steps[1]))];
  const data = rows.flatMap((row) => columns.flatMap((column) => Array.from({ length: channels }, () => row * column)));
  return {
    op: 'depthwise_conv_2d',
    attrs: { ...common, dilations: [1, 1], depthMultiplier: 1 },
    weights: { shape: [1, rows.length, columns.length, channels], data: Float32Array.from(data) },
  };
};
