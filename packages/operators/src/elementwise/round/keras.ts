import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    round: {
      pointwise: true,
      build: (call) => {
        if (call.given.number(call.given.argument(1, 'decimals'), 'decimals', 0) !== 0)
          throw call.options.problem('rounding to decimals is not supported', 'multiply, round, and divide');
        return call.emit('round', {}, [call.given.operand()], 'round');
      },
    },
  },
};
