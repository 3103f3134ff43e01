import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerKind } from '@tinyml/formats';

const concatenate: LayerKind = {
  build: (call) => {
    const inputs = call.given.tensors(call.given.argument(0, 'xs', 'values', 'arrays'));
    const [x] = inputs;
    if (x === undefined) throw call.options.problem('has no inputs');
    const [axis = 0] = call.given.axes(call.given.argument(1, 'axis'), call.typeOf(x).shape.length);
    return call.emit('concatenation', { axis, activation: 'none' }, inputs);
  },
};

/** The whole again and again, along each axis. */
const tile: LayerKind = {
  build: (call) => {
    const x = call.given.operand();
    const rank = call.typeOf(x).shape.length;
    const counts = call.given.integers(call.given.argument(1, 'multiples', 'repeats', 'n'), 'the counts');
    if (counts.length > rank || counts.some((count) => count < 1))
      throw call.options.problem('its counts do not fit its input');
    const result = counts.reduce((sum, count, i) => {
      if (count === 1) return sum;
      const axis = rank - counts.length + i;
      const copies = Array<ValueId>(count).fill(sum);
      return call.emit('concatenation', { axis, activation: 'none' }, copies, `tile${String(axis)}`);
    }, x);
    return result === x ? call.emit('identity', {}, [x]) : result;
  },
};

export const keras: KerasEntry = {
  layers: {
    Concatenate: {
      pointwise: true,
      build: (call) => {
        const [first] = call.inputs;
        if (first === undefined) throw call.options.problem('has no inputs');
        const axis = call.axis(first, call.options.config['axis'] ?? -1);
        return call.emit('concatenation', { axis, activation: 'none' }, call.inputs);
      },
    },
  },
  operations: { concat: concatenate, concatenate, tile },
};
