import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Sigmoid: (call) => call.unary('logistic', {}),
};
