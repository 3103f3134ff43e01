import type { ValueId } from '@tinyml/core';
import type { Emitter } from './emitter.ts';
import { TranslationError } from './translation-error.ts';

/** The axis that `axis` names among `rank`, counted from the end where it is negative. @throws TranslationError */
export const axisOf = (axis: number, rank: number): number => {
  const at = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(at) && at >= 0 && at < rank) return at;
  throw new TranslationError(`there is no axis ${String(axis)} among ${String(rank)}`);
};

/** What `work` makes of x with `axis` moved to the end; the axis is moved back. `work` keeps the shape. */
export const alongLast = (to: Emitter, x: ValueId, axis: number, work: (x: ValueId) => ValueId): ValueId => {
  const rank = to.shapeOf(x).length;
  const at = axisOf(axis, rank);
  if (at === rank - 1) return work(x);
  const perm = Array.from({ length: rank }, (_, i) => i);
  const swapped = perm.with(at, rank - 1).with(rank - 1, at);
  return to.permuted(work(to.permuted(x, swapped)), swapped);
};

/** Elements `begin` … `begin + size` along each axis. */
export const sliced = (to: Emitter, x: ValueId, begin: readonly number[], size: readonly number[]): ValueId => {
  const shape = to.shapeOf(x);
  if (begin.every((first) => first === 0) && size.every((count, axis) => count === shape[axis])) return x;
  const rank = shape.length;
  return to.emit('slice', {}, [x, to.ints('begin', [rank], begin), to.ints('size', [rank], size)], 'slice');
};

/** Elements `begin` … `begin + size` along one axis. */
export const slicedAlong = (to: Emitter, x: ValueId, axis: number, begin: number, size: number): ValueId => {
  const shape = to.shapeOf(x);
  return sliced(
    to,
    x,
    shape.map((_, i) => (i === axis ? begin : 0)),
    shape.with(axis, size),
  );
};

/** Tensors one behind the other along an axis; the only one as it is. */
export const concatenated = (to: Emitter, parts: readonly ValueId[], axis: number): ValueId => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return to.emit('concatenation', { axis, activation: 'none' }, parts, 'concatenation');
};

/** Elements of a value around x: `before` and `after` for each axis; zeros where no value is given. */
export const padded = (
  to: Emitter,
  x: ValueId,
  pads: readonly (readonly [before: number, after: number])[],
  value = 0,
): ValueId => {
  if (pads.every(([before, after]) => before === 0 && after === 0)) return x;
  const paddings = to.ints('paddings', [pads.length, 2], pads.flat());
  if (value === 0) return to.emit('pad', {}, [x, paddings], 'pad');
  const { dtype } = to.typeOf(x);
  const fill = dtype === 'float32' ? to.floats('value', [], [value]) : to.ints('value', [], [value]);
  return to.emit('pad', {}, [x, paddings, fill], 'pad');
};
