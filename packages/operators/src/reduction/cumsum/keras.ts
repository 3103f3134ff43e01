import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    cumsum: {
      build: (call) => {
        const { given } = call;
        const x = given.operand();
        const [axis = 0] = given.axes(given.argument(1, 'axis') ?? 0, call.typeOf(x).shape.length);
        const isTrue = (position: number, name: string): boolean => call.keras === 2 && given.isTrue(given.argument(position, name)); // prettier-ignore
        const attrs = { exclusive: isTrue(2, 'exclusive'), reverse: isTrue(3, 'reverse') };
        return call.emit('cumsum', attrs, [x, call.ints('axis', [], [axis])], 'cumsum');
      },
    },
  },
};
