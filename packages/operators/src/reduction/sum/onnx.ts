import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  ReduceSum: (call) => {
    const { axes, attrs } = call.reducedAxes(13);
    return call.inWords([call.operand(0)], ([x = '']) => call.emit('sum', attrs, [x, axes]));
  },
};
