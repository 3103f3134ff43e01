import type { TensorflowOperators } from '@tinyml/formats';

export const tensorflow: TensorflowOperators = {
  Softmax: (call) => call.emit('softmax', { beta: 1 }, [call.operand(0)]),
};
