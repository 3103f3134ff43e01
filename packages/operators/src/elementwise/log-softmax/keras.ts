import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  activations: { log_softmax: { apply: (call, x) => call.emit('log_softmax', {}, [x], 'log_softmax') } },
  operations: {
    log_softmax: {
      build: (call) => {
        const x = call.given.operand();
        const rank = call.typeOf(x).shape.length;
        const axes = call.given.axes(call.given.argument(1, 'axis') ?? -1, rank);
        return call.alongLast(x, axes, (last) => call.emit('log_softmax', {}, [last], 'log_softmax'));
      },
    },
  },
};
