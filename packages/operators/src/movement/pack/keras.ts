import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    /** Of tensors, or of numbers: dimensions that are known. */
    stack: {
      build: (call) => {
        const { given } = call;
        const list = given.argument(0, 'x', 'values', 'arrays');
        const holdsNumbers = Array.isArray(list) && list.some((item) => typeof item === 'number');
        const inputs = holdsNumbers ? [] : given.tensors(list);
        const [x] = inputs;
        if (x === undefined) return call.known(given.integers(list, 'a dimension'));
        const numbers = inputs.map((id) => call.numbers(id));
        if (numbers.every((known) => known?.length === 1)) return call.known(numbers.flatMap((known) => known ?? []));
        const [axis = 0] = given.axes(given.argument(1, 'axis') ?? 0, call.typeOf(x).shape.length + 1);
        return call.emit('pack', { axis }, inputs);
      },
    },
  },
};
