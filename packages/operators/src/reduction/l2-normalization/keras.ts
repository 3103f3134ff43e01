import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerKind } from '@tinyml/formats';

const normalized = (call: LayerCall, x: ValueId): ValueId =>
  call.emit('l2_normalization', { activation: 'none' }, [x], 'l2_normalization');

/** Each vector along the axes by its length. */
const operation: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const order = call.keras === 3 ? given.number(given.argument(2, 'order'), 'order', 2) : 2;
    if (order !== 2) throw call.options.problem(`a norm of the order ${String(order)} is not supported; 2 is`);
    const rank = call.typeOf(x).shape.length;
    const axis = given.argument(1, 'axis') ?? (call.keras === 3 ? -1 : null);
    const axes = axis === null ? Array.from({ length: rank }, (_, i) => i) : given.axes(axis, rank);
    return call.alongLast(x, axes, (last) => normalized(call, last));
  },
};

export const keras: KerasEntry = {
  layers: {
    UnitNormalization: {
      pointwise: true,
      build: (call) => {
        const x = call.input();
        const wanted: unknown = call.options.config['axis'] ?? -1;
        const axes = [wanted].flat().map((axis) => call.axis(x, axis));
        return call.alongLast(x, axes, (last) => normalized(call, last));
      },
    },
  },
  operations: { l2_normalize: operation, normalize: operation },
};
