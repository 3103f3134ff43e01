import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Erf: (call) => call.unary('erf', {}),
};
