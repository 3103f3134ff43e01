import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  ReverseSequence: (call) => {
    const attrs = { seqDim: call.attributes.int('time_axis', 0), batchDim: call.attributes.int('batch_axis', 1) };
    return call.emit('reverse_sequence', attrs, [call.operand(0), call.operand(1)]);
  },
};
