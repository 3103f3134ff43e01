import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall } from '@tinyml/formats';

const softmax = (call: LayerCall, x: ValueId): ValueId => call.emit('softmax', { beta: 1 }, [x], 'softmax');

export const keras: KerasEntry = {
  activations: { softmax: { listed: 5, apply: softmax } },
  layers: {
    /** Along one axis or several together. */
    Softmax: {
      pointwise: true,
      build: (call) => {
        const x = call.input();
        const wanted: unknown = call.options.config['axis'] ?? -1;
        const list: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
        const axes = list.map((axis) => call.axis(x, axis));
        return call.alongLast(x, axes, (last) => softmax(call, last));
      },
    },
  },
  operations: {
    softmax: {
      build: (call) => {
        const x = call.given.operand();
        const rank = call.typeOf(x).shape.length;
        const axis = call.given.argument(1, 'axis', 'dim');
        const axes = axis === null ? [rank - 1] : call.given.axes(axis, rank);
        return call.alongLast(x, axes, (last) => softmax(call, last));
      },
    },
  },
};
