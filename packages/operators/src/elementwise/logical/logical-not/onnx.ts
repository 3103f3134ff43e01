import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Not: (call) => call.unary('logical_not', {}),
};
