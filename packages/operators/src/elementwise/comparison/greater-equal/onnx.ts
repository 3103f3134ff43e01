import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  GreaterOrEqual: (call) => call.emit('greater_equal', {}, call.pair().map(call.widened)),
};
