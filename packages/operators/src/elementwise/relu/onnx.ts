import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Relu: (call) => call.unary('relu', {}),
};
