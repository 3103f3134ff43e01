import type { Pair, ValueId } from '@tinyml/core';
import { concatenated, padded, slicedAlong } from './axes.ts';
import type { Emitter } from './emitter.ts';
import { gappedWindows, type GappedWindow } from './gapped-windows.ts';
import { namedPadding, type Pads } from './window-padding.ts';

export interface Pooling {
  readonly kind: 'max' | 'average';
  readonly filter: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly pads: Pads;
  /** The last window may reach beyond the padded image. */
  readonly ceil: boolean;
  /** average: padding counts among the elements that the sum is divided by. */
  readonly countsPadding: boolean;
  /** average: what the sum is divided by, whatever the window holds. */
  readonly divisor?: number;
}

/** How far behind the padding the last window reaches, along one axis. Windows that begin behind the image are left out. */
const beyond = (size: number, before: number, after: number, covered: number, stride: number): number => {
  const rest = size + before + after - covered;
  let steps = Math.ceil(rest / stride);
  if (steps * stride >= size + before) steps -= 1;
  return Math.max(0, steps * stride - rest);
};

const none = { activation: 'none' } as const;

const around = (pads: Pads): readonly (readonly [number, number])[] => [
  [0, 0],
  [pads[0], pads[1]],
  [pads[2], pads[3]],
  [0, 0],
];

/** How many elements that count each window with gaps covers along one axis: those from `first` to `end`. */
const covered = (
  count: number,
  stride: number,
  taps: number,
  gap: number,
  first: number,
  end: number,
): readonly number[] =>
  Array.from({ length: count }, (_, i) => {
    const places = Array.from({ length: taps }, (_, tap) => i * stride + tap * gap);
    return places.filter((at) => at >= first && at < end).length;
  });

/** A window with gaps: the greatest, or the mean, of its columns' own. */
const dilatedPooling = (to: Emitter, image: ValueId, pool: Pooling, pads: Pads): ValueId => {
  const { kind, filter, strides, dilations } = pool;
  const x = padded(to, image, around(pads), kind === 'max' ? -Infinity : 0);
  const [, height = 1, width = 1] = to.shapeOf(x);
  const counts = [height, width].map((size, i) => {
    const [extent, stride] = [((filter[i] ?? 1) - 1) * (dilations[i] ?? 1), strides[i] ?? 1];
    return Math.floor((size - extent - 1) / stride) + 1;
  });
  const [rows = 1, columns = 1] = counts;
  const along = (axis: 0 | 1): GappedWindow => ({ taps: filter[axis], gap: dilations[axis], stride: strides[axis] });
  const combine = kind === 'max' ? 'max' : 'sum';
  const combined = gappedWindows(to, gappedWindows(to, x, 1, combine, along(0)), 2, combine, along(1));
  if (kind === 'max') return combined;
  if (pool.divisor !== undefined) return to.emit('mul', none, [combined, to.floats('factor', [], [1 / pool.divisor])], 'mean'); // prettier-ignore
  const [, h = 1, w = 1] = to.shapeOf(image);
  const reach = (axis: 0 | 1, size: number): readonly number[] => {
    const [before, after] = [pads[axis * 2] ?? 0, pool.pads[axis * 2 + 1] ?? 0];
    const [first, end] = pool.countsPadding ? [0, before + size + after] : [before, before + size];
    return covered(counts[axis] ?? 1, strides[axis], filter[axis], dilations[axis], first, end);
  };
  const [down, across] = [reach(0, h), reach(1, w)];
  const factors = down.flatMap((a) => across.map((b) => 1 / (a * b)));
  return to.emit('mul', none, [combined, to.floats('factors', [1, rows, columns, 1], factors)], 'mean');
};

/** Greatest or mean elements of windows over an image [n,h,w,c]. */
export const pooling = (to: Emitter, image: ValueId, pool: Pooling): ValueId => {
  const { kind, filter, strides, dilations, pads, ceil, countsPadding, divisor } = pool;
  const [, height = 1, width = 1] = to.shapeOf(image);
  const extents = [(filter[0] - 1) * dilations[0] + 1, (filter[1] - 1) * dilations[1] + 1] as const;
  const below = ceil ? beyond(height, pads[0], pads[1], extents[0], strides[0]) : 0;
  const right = ceil ? beyond(width, pads[2], pads[3], extents[1], strides[1]) : 0;
  const all: Pads = [pads[0], pads[1] + below, pads[2], pads[3] + right];
  if (dilations.some((rate) => rate !== 1)) return dilatedPooling(to, image, pool, all);
  const emitted = (x: ValueId, around: Pads): ValueId => {
    const [, rows = 1, columns = 1] = to.shapeOf(x);
    const padding = namedPadding(around, { input: [rows, columns], filter, strides, dilations });
    const attrs = { padding, strides, filter, activation: 'none' } as const;
    return kind === 'max' ? to.emit('max_pool_2d', attrs, [x]) : to.emit('average_pool_2d', attrs, [x]);
  };
  if (kind === 'average' && divisor !== undefined) {
    const mean = emitted(padded(to, image, around(all)), [0, 0, 0, 0]);
    const factor = to.floats('factor', [], [(filter[0] * filter[1]) / divisor]);
    return to.emit('mul', { activation: 'none' }, [mean, factor], 'factor');
  }
  return kind === 'average' && countsPadding
    ? emitted(padded(to, image, around(pads)), [0, below, 0, right])
    : emitted(image, all);
};

/** Windows that share an image out evenly among `size` [height, width] of results (PyTorch's adaptive pools). */
export const adaptivePooling = (to: Emitter, image: ValueId, kind: Pooling['kind'], size: Pair): ValueId => {
  const reduced = (x: ValueId, axes: readonly number[]): ValueId => {
    const operands = [x, to.ints('axes', [axes.length], axes)];
    return kind === 'max'
      ? to.emit('reduce_max', { keepDims: true }, operands)
      : to.emit('mean', { keepDims: true }, operands);
  };
  const [, height = 1, width = 1] = to.shapeOf(image);
  if (size[0] === 1 && size[1] === 1) return reduced(image, [1, 2]);
  if (height % size[0] === 0 && width % size[1] === 0) {
    const filter = [height / size[0], width / size[1]] as const;
    return pooling(to, image, { kind, filter, strides: filter, dilations: [1, 1], pads: [0, 0, 0, 0], ceil: false, countsPadding: false }); // prettier-ignore
  }
  const along = (x: ValueId, axis: number, count: number): ValueId => {
    const length = to.shapeOf(x)[axis] ?? 1;
    const parts = Array.from({ length: count }, (_, i) => {
      const begin = Math.floor((i * length) / count);
      return reduced(slicedAlong(to, x, axis, begin, Math.ceil(((i + 1) * length) / count) - begin), [axis]);
    });
    return concatenated(to, parts, axis);
  };
  return along(along(image, 1, size[0]), 2, size[1]);
};
