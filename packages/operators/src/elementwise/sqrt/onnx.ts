import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Sqrt: (call) => call.unary('sqrt', {}),
};
