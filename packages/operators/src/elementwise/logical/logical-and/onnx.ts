import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  And: (call) => call.emit('logical_and', {}, call.pair()),
};
