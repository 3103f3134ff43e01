import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Abs: (call) => call.unary('abs', {}),
};
