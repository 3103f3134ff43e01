import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Sub: (call) => call.inWords(call.pair(), (operands) => call.emit('sub', { activation: 'none' }, operands)),
};
