import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  LeakyRelu: (call) => call.unary('leaky_relu', { alpha: call.attributes.float('alpha', 0.01) }),
};
