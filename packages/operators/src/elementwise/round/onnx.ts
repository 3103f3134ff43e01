import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Round: (call) => call.unary('round', {}),
};
