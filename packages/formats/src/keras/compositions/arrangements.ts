import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

/** Tensors one behind the other along the axis that NumPy's name for it means. */
const stacked = (axisOf: (rank: number) => number): LayerKind => ({
  build: (call) => call.formula.concatenate(...partsOf(call, axisOf)),
});

const partsOf = (call: LayerCall, axisOf: (rank: number) => number): [readonly ValueId[], number] => {
  const parts = call.given.tensors(call.given.argument(0, 'xs', 'arrays'));
  const [first] = parts;
  if (first === undefined) throw call.options.problem('has no inputs');
  return [parts, axisOf(call.typeOf(first).shape.length)];
};

/** The elements along an axis moved in a circle. */
const roll: LayerKind = {
  build: (call) => {
    const { formula, given, options } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const value = given.argument(2, 'axis');
    if (value === null) throw options.problem('needs an axis');
    const shifts = given.integers(given.argument(1, 'shift'), 'the shift');
    const axes = given.axes(value, shape.length);
    if (shifts.length !== axes.length) throw options.problem('needs a shift for each axis');
    const result = axes.reduce((sum, axis, i) => {
      const size = shape[axis] ?? 1;
      const by = (((shifts[i] ?? 0) % size) + size) % size;
      if (by === 0) return sum;
      return formula.concatenate([formula.part(sum, axis, size - by, by), formula.part(sum, axis, 0, size - by)], axis);
    }, x);
    return result === x ? call.emit('identity', {}, [x]) : result;
  },
};

/** One side of the diagonal that lies k columns to the right of the main one, and that; 0 on the other side. */
const triangle = (keeps: (column: number, diagonal: number) => boolean): LayerKind => ({
  build: (call) => {
    const { formula, given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    if (shape.length < 2) throw call.options.problem('its input is no matrix');
    const k = given.number(given.argument(1, 'k'), 'k', 0);
    const [rows = 1, columns = 1] = shape.slice(-2);
    const ones = Array.from({ length: rows * columns }, (_, i) =>
      Number(keeps(i % columns, Math.floor(i / columns) + k)),
    );
    return formula.mul(x, call.floats('side', [rows, columns], ones));
  },
});

/** Rising along an axis. */
const sort: LayerKind = {
  build: (call) => {
    const { formula, given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const axes = given.axes(given.argument(1, 'axis') ?? -1, shape.length);
    return call.alongLast(x, axes, (last) => {
      const count = call.typeOf(last).shape.at(-1) ?? 1;
      const operands = [formula.mul(last, -1), call.ints('k', [], [count])];
      const [falling = last] = call.emitAll('topk_v2', {}, operands, 'sorted');
      return formula.mul(falling, -1);
    });
  },
};

/** The difference of neighbours along an axis. */
const diff: LayerKind = {
  build: (call) => {
    const { formula, given, options } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const [axis = 0] = given.axes(given.argument(2, 'axis') ?? -1, shape.length);
    const size = shape[axis] ?? 1;
    if (given.number(given.argument(1, 'n'), 'n', 1) !== 1 || size < 2) throw options.problem('only n=1 is supported');
    return formula.sub(formula.part(x, axis, 1, size - 1), formula.part(x, axis, 0, size - 1));
  },
};

/** Elements in other places. */
export const arrangements: KerasEntry = {
  operations: {
    diff,
    dstack: stacked(() => 2),
    hstack: stacked((rank) => Math.min(rank - 1, 1)),
    roll,
    sort,
    tril: triangle((column, diagonal) => column <= diagonal),
    triu: triangle((column, diagonal) => column >= diagonal),
    vstack: stacked(() => 0),
  },
};
