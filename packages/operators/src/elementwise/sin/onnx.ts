import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Sin: (call) => call.unary('sin', {}),
};
