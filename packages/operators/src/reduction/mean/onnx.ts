import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  ReduceMean: (call) => {
    const { axes, attrs } = call.reducedAxes();
    return call.emit('mean', attrs, [call.real(0), axes]);
  },
};
