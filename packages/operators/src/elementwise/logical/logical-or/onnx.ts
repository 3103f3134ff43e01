import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Or: (call) => call.emit('logical_or', {}, call.pair()),
};
