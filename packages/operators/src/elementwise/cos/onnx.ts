import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Cos: (call) => call.unary('cos', {}),
};
