import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  CumSum: (call) => {
    const x = call.operand(0);
    const [axis = 0] = call.known(1, 'axis') ?? [];
    const [exclusive, reverse] = [call.attributes.flag('exclusive', false), call.attributes.flag('reverse', false)];
    return call.emit('cumsum', { exclusive, reverse }, [x, call.ints('axis', [], [call.axisOf(x, axis)])]);
  },
};
