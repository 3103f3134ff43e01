import type { TensorflowOperators } from '@tinyml/formats';

export const tensorflow: TensorflowOperators = {
  LeakyRelu: (call) => call.emit('leaky_relu', { alpha: call.attributes.float('alpha', 0.2) }, [call.operand(0)]),
};
