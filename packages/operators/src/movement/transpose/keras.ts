import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerKind } from '@tinyml/formats';

/** Nodes for the order `perm`; one that changes nothing stays a node. */
const ordered = (call: LayerCall, x: ValueId, perm: readonly number[], suffix: string): ValueId => {
  const result = call.permute(x, perm, suffix);
  return result === x ? call.emit('identity', {}, [x]) : result;
};

/** `dims` count from 1, without the batch. */
const permute: LayerKind = {
  check: (options) => options.integers('dims'),
  build: (call) => {
    const dims = call.options.integers('dims');
    const { shape } = call.typeOf(call.input());
    if (dims.length !== shape.length - 1 || dims.toSorted((a, b) => a - b).some((axis, i) => axis !== i + 1))
      throw call.options.problem(`dims [${dims.join(', ')}] are no order of its input's axes`);
    return ordered(call, call.input(), [0, ...dims], 'order');
  },
};

/** An operation that puts the axes of its operand into another order. */
const ordering = (orderOf: (call: LayerCall, axes: readonly number[]) => readonly number[]): LayerKind => ({
  build: (call) => {
    const x = call.given.operand();
    const axes = call.typeOf(x).shape.map((_, axis) => axis);
    return ordered(call, x, orderOf(call, axes), 'transpose');
  },
});

const transpose = ordering(({ given }, axes) => {
  const perm = given.argument(1, 'perm', 'axes');
  return perm === null ? axes.toReversed() : given.axes(perm, axes.length);
});

const swapAxes = ordering(({ given }, axes) => {
  const [a = 0] = given.axes(given.argument(1, 'axis1'), axes.length);
  const [b = 0] = given.axes(given.argument(2, 'axis2'), axes.length);
  return axes.with(a, b).with(b, a);
});

const moveAxis = ordering(({ given }, axes) => {
  const from = given.axes(given.argument(1, 'source'), axes.length);
  const to = given.axes(given.argument(2, 'destination'), axes.length);
  const rest = axes.filter((axis) => !from.includes(axis));
  return axes.map((axis) => (to.includes(axis) ? from[to.indexOf(axis)] : rest.shift()) ?? 0);
});

export const keras: KerasEntry = {
  layers: { Permute: permute },
  operations: { moveaxis: moveAxis, permute_dims: transpose, swapaxes: swapAxes, transpose },
};
