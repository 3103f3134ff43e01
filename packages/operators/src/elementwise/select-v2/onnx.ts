import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Where: (call) => call.emit('select_v2', {}, [call.operand(0), call.operand(1), call.operand(2)]),
};
