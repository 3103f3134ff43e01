import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    depth_to_space: {
      build: (call) => {
        const { given } = call;
        const blockSize = given.number(given.argument(1, 'block_size'), 'block_size');
        if ((given.argument(2, 'data_format') ?? 'NHWC') !== 'NHWC')
          throw call.options.problem('another data_format than NHWC is not supported');
        return call.emit('depth_to_space', { blockSize }, [given.operand()], 'depth_to_space');
      },
    },
  },
};
