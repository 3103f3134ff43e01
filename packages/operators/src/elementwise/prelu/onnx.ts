import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  PRelu: (call) => {
    call.attributes.ignore('consumed_inputs');
    const [x, slope] = [call.operand(0), call.operand(1)];
    const [rank, shape] = [call.rankOf(x), call.shapeOf(slope)];
    // Before version 7 a vector held one slope for each channel.
    const isChannels = call.version < 7 && shape.length === 1 && rank > 2;
    const behind = isChannels ? new Array<number>(rank - 2).fill(1) : [];
    return call.emit('prelu', {}, [x, call.reshaped(slope, [...shape, ...behind])]);
  },
};
