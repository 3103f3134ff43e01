import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  LogSoftmax: (call) => call.alongAxis((x) => call.emit('log_softmax', {}, [x])),
};
