import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Equal: (call) => call.emit('equal', {}, call.pair().map(call.widened)),
};
