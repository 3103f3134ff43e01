import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Exp: (call) => call.unary('exp', {}),
};
