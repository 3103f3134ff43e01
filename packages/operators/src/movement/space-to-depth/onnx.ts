import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  SpaceToDepth: (call) => {
    const image = call.permuted(call.operand(0), [0, 2, 3, 1]);
    const blockSize = call.attributes.int('blocksize', 1);
    return call.permuted(call.emit('space_to_depth', { blockSize }, [image]), [0, 3, 1, 2]);
  },
};
