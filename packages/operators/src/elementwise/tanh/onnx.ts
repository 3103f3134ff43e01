import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Tanh: (call) => call.unary('tanh', {}),
};
