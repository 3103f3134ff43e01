import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  LessOrEqual: (call) => call.emit('less_equal', {}, call.pair().map(call.widened)),
};
