import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Identity: (call) => call.emit('identity', {}, [call.operand(0)]),
};
