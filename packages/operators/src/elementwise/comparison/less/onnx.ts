import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Less: (call) => call.emit('less', {}, call.pair().map(call.widened)),
};
