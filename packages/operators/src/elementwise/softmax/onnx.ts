import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Softmax: (call) => call.alongAxis((x) => call.emit('softmax', { beta: 1 }, [x])),
};
