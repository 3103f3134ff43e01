import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  HardSwish: (call) => call.unary('hard_swish', {}),
};
