import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Sign: (call) => call.unary('sign', {}),
};
