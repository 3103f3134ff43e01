import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Mul: (call) => call.inWords(call.pair(), (operands) => call.emit('mul', { activation: 'none' }, operands)),
};
