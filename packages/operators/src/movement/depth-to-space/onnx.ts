import type { OnnxOperator, OnnxOperators } from '@tinyml/formats';

const depthToSpace: OnnxOperator = (call) => {
  const x = call.operand(0);
  const block = call.attributes.int('blocksize', 1);
  const mode = call.attributes.text('mode', 'DCR');
  const [n = 1, c = 1, h = 1, w = 1] = call.shapeOf(x);
  const depth = c / (block * block);
  if (!Number.isInteger(depth)) throw call.refused(`${String(c)} channels are not blocks of ${String(block)}²`);
  if (mode === 'DCR') {
    const image = call.permuted(x, [0, 2, 3, 1]);
    return call.permuted(call.emit('depth_to_space', { blockSize: block }, [image]), [0, 3, 1, 2]);
  }
  // Channels in the other order make it the same.
  const ordered = call.permuted(call.reshaped(x, [n, depth, block * block, h, w]), [0, 2, 1, 3, 4]);
  const image = call.permuted(call.reshaped(ordered, [n, c, h, w]), [0, 2, 3, 1]);
  return call.permuted(call.emit('depth_to_space', { blockSize: block }, [image]), [0, 3, 1, 2]);
};

export const onnx: OnnxOperators = {
  DepthToSpace: depthToSpace,
};
