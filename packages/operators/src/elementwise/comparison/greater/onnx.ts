import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Greater: (call) => call.emit('greater', {}, call.pair().map(call.widened)),
};
