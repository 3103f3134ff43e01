import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    /** Elements of one tensor or of another. */
    where: {
      pointwise: true,
      build: (call) => {
        const { given } = call;
        const [yes, no] = [given.argument(1, 'x', 'x1'), given.argument(2, 'y', 'x2')];
        if (yes === null || no === null)
          throw call.options.problem(
            'the places of true elements are not supported: give it two tensors to choose from',
          );
        const operands = [given.value(given.argument(0, 'condition'), 'condition'), given.value(yes, 'yes'), given.value(no, 'no')]; // prettier-ignore
        return call.emit('select_v2', {}, operands, 'select');
      },
    },
  },
};
