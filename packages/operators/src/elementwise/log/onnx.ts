import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Log: (call) => call.unary('log', {}),
};
