import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Add: (call) => call.inWords(call.pair(), (operands) => call.emit('add', { activation: 'none' }, operands)),
};
