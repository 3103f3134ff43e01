import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  /** Exact in wider integers: an extreme is one of the elements. */
  ReduceMin: (call) => {
    const { axes, attrs } = call.reducedAxes();
    return call.inWords([call.operand(0)], ([x = '']) => call.emit('reduce_min', attrs, [x, axes]));
  },
};
