import type { TensorflowOperators } from '@tinyml/formats';

export const tensorflow: TensorflowOperators = {
  Sigmoid: (call) => call.emit('logistic', {}, [call.operand(0)]),
};
