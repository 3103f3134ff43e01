import type { ValueId } from '@tinyml/core';
import type { Emitter } from './emitter.ts';

export interface GappedWindow {
  readonly taps: number;
  /** Elements from one tap to the next. */
  readonly gap: number;
  readonly stride: number;
}

const masks = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };

/** Every `stride`th element of one axis, `count` of them from `begin` on. */
const every = (to: Emitter, x: ValueId, axis: number, begin: number, count: number, stride: number): ValueId => {
  const shape = to.shapeOf(x);
  if (begin === 0 && stride === 1 && count === shape[axis]) return x;
  const on = (own: number, others: (size: number) => number): readonly number[] => shape.map((size, i) => (i === axis ? own : others(size))); // prettier-ignore
  const lists = [on(begin, () => 0), on(begin + (count - 1) * stride + 1, (size) => size), on(stride, () => 1)];
  const operands = lists.map((list, i) => to.ints(`part${String(i)}`, [shape.length], list));
  return to.emit('strided_slice', masks, [x, ...operands], 'part');
};

/**
 * The greatest element, or the sum, of each window with gaps along one axis. A window is made of two shorter ones, so that
 * the layers grow with the logarithm of its taps: for the greatest element the two may overlap,
 *
 *     w5[i] = max(w3[i], w3[i + 2·gap])   w3[i] = max(w2[i], w2[i + gap])   w2[i] = max(x[i], x[i + gap])
 *
 * and for a sum they may not: w5[i] = x[i] + w4[i + gap]. Only the last step takes strides.
 */
export const gappedWindows = (
  to: Emitter,
  x: ValueId,
  axis: number,
  kind: 'max' | 'sum',
  { taps, gap, stride }: GappedWindow,
): ValueId => {
  const size = to.shapeOf(x)[axis] ?? 1;
  const windows = (length: number, step: number): ValueId => {
    const count = Math.floor((size - (length - 1) * gap - 1) / step) + 1;
    if (length === 1) return every(to, x, axis, 0, count, step);
    const isHalved = kind === 'max' || length % 2 === 0;
    const second = isHalved ? Math.ceil(length / 2) : length - 1;
    const far = windows(second, 1);
    const near = isHalved ? far : x;
    const parts = [every(to, near, axis, 0, count, step), every(to, far, axis, (length - second) * gap, count, step)];
    return kind === 'max' ? to.emit('maximum', {}, parts, 'maximum') : to.emit('add', { activation: 'none' }, parts, 'sum'); // prettier-ignore
  };
  return windows(taps, stride);
};
