import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  /** Exact in wider integers: an extreme is one of the elements. */
  ReduceMax: (call) => {
    const { axes, attrs } = call.reducedAxes();
    const x = call.operand(0);
    if (call.typeOf(x).dtype === 'bool') return call.emit('reduce_any', attrs, [x, axes]);
    return call.inWords([x], ([wide = '']) => call.emit('reduce_max', attrs, [wide, axes]));
  },
};
