import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    reverse_sequence: {
      build: (call) => {
        const { given } = call;
        const x = given.operand();
        const rank = call.typeOf(x).shape.length;
        const lengths = given.value(given.argument(1, 'seq_lengths'), 'lengths', 'int32');
        const [seqDim = 1] = given.axes(given.argument(2, 'seq_axis') ?? 1, rank);
        const [batchDim = 0] = given.axes(given.argument(3, 'batch_axis') ?? 0, rank);
        return call.emit('reverse_sequence', { seqDim, batchDim }, [x, lengths], 'reverse_sequence');
      },
    },
  },
};
