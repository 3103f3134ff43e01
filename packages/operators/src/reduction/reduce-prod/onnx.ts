import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  ReduceProd: (call) => {
    const { axes, attrs } = call.reducedAxes();
    return call.emit('reduce_prod', attrs, [call.real(0), axes]);
  },
};
