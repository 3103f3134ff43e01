import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Floor: (call) => call.unary('floor', {}),
};
