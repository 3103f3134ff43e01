import type { ValueId } from '@tinyml/core';
import { LayerError } from './config.ts';
import type { LayerCall } from './layer.ts';

/** An axis of `x` that the options name, counted from the end where negative. */
export const axisIn = (call: LayerCall, x: ValueId, value: unknown): number => {
  const actual = call.typeOf(x).shape.length;
  const rank = call.lifted ? actual - 1 : actual;
  const [axis] = Array.isArray(value) && value.length === 1 ? (value as readonly unknown[]) : [value];
  if (typeof axis !== 'number' || !Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw new LayerError(`axis ${JSON.stringify(value)} is not one of its input's`);
  const counted = axis < 0 ? axis + rank : axis;
  return call.lifted && counted > 0 ? counted + 1 : counted;
};

/** Axes in another order: a view where only axes of size 1 move. */
export const permuteAxes = (call: LayerCall, x: ValueId, perm: readonly number[], suffix: string): ValueId => {
  const { shape } = call.typeOf(x);
  const moving = perm.filter((axis) => shape[axis] !== 1);
  if (moving.every((axis, i) => i === 0 || axis > (moving[i - 1] ?? 0)))
    return call.view(x, perm.map((axis) => shape[axis] ?? 1), suffix); // prettier-ignore
  return call.emit('transpose', {}, [x, call.ints(`${suffix}_perm`, [perm.length], perm)], suffix);
};

/** Applies `work` to `x` with `axes` merged into one, the last, and puts them back. */
export const alongLast = (
  call: LayerCall,
  x: ValueId,
  axes: readonly number[],
  work: (x: ValueId) => ValueId,
): ValueId => {
  const { shape } = call.typeOf(x);
  const rank = shape.length;
  if (axes.length === 1 && axes[0] === rank - 1) return work(x);
  const rest = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const perm = [...rest, ...axes];
  const sizes = (list: readonly number[]): readonly number[] => list.map((axis) => shape[axis] ?? 1);
  const moved = permuteAxes(call, x, perm, 'to_last');
  const merged = call.view(moved, [...sizes(rest), sizes(axes).reduce((product, size) => product * size, 1)], 'merged');
  const result = call.view(work(merged), sizes(perm), 'parted');
  return permuteAxes(call, result, perm.map((_, axis) => perm.indexOf(axis)), 'back'); // prettier-ignore
};
