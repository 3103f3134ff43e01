import { byteLength, type KernelCall } from '@tinyml/core';
import type { CellLayout } from './cell-layout.ts';
import type { ImageAxis } from '../../kernels/image-axes.ts';
import { unitDistance } from '../../../kernel/overlap-distance.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** The first position of the input that the windows of these results read; Infinity: only padding. */
const firstRead = ({ stride, before, dilation, filter, input }: ImageAxis, results: readonly number[]): number => {
  const taps = results.flatMap((result) => {
    const start = result * stride - before;
    const first = start < 0 ? start + Math.ceil(-start / dilation) * dilation : start;
    return first < input && first <= start + (filter - 1) * dilation ? [first] : [];
  });
  return Math.min(...taps, Infinity);
};

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** What may share memory: of four channels, the lines of a tile are read as a whole before their results are written. */
export const sharedMemory = (
  { x, y, channels }: WeightedOperands['types'],
  { along, across, lines, lineResults, tile }: CellLayout,
): Required<Pick<KernelCall, 'inPlace' | 'overlaps'>> => {
  const images = x.shape[0] as number;
  const [read, write] = [byteLength(x) / images, byteLength(y) / images];
  const firstAlong = firstRead(along, upTo(along.output)) * along.inputStep;
  const tiles = upTo(Math.ceil(lines / tile)).map((at) => {
    const own = upTo(Math.min(tile, lines - at * tile)).flatMap((line) => {
      const result = Math.min((at * tile + line) * lineResults, across.output - lineResults);
      return upTo(lineResults).map((i) => result + i);
    });
    return { first: firstRead(across, own) * across.inputStep, last: own.at(-1) as number };
  });
  const units = upTo(images).flatMap((image) =>
    tiles.flatMap(({ first, last }) =>
      upTo(Math.ceil(channels / 4)).map((four) => ({
        first: image * read + first + firstAlong + 4 * four,
        written:
          image * write +
          last * across.outputStep +
          (along.output - 1) * along.outputStep +
          Math.min(channels, 4 * four + 4),
      })),
    ),
  );
  const same = along.input === along.output && across.input === across.output;
  return {
    inPlace: tiles.length === 1 && same ? [[0, 0]] : [],
    overlaps: [{ input: 0, output: 0, distance: unitDistance(units, byteLength(x)) }],
  };
};
