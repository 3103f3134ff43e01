import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Neg: (call) => call.unary('neg', {}),
};
