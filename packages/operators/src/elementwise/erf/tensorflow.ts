import type { TensorflowOperators } from '@tinyml/formats';

export const tensorflow: TensorflowOperators = {
  Erf: (call) => call.emit('erf', {}, [call.operand(0)]),
};
