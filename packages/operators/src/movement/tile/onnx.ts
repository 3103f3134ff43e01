import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Tile: (call) => {
    const repeats = call.known(1, 'repeats') ?? [];
    return call.emit('tile', {}, [call.operand(0), call.ints('multiples', [repeats.length], repeats)]);
  },
};
