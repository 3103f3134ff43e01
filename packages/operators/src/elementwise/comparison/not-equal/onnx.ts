import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Xor: (call) => call.emit('not_equal', {}, call.pair()),
  /** What is not a number differs from itself. */
  IsNaN: (call) => call.emit('not_equal', {}, [call.operand(0), call.operand(0)]),
};
