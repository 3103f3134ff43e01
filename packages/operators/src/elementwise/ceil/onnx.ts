import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Ceil: (call) => call.unary('ceil', {}),
};
