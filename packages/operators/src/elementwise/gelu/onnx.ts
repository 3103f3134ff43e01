import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Gelu: (call) => {
    const approximate = call.attributes.text('approximate', 'none');
    if (approximate !== 'none' && approximate !== 'tanh')
      throw call.refused(`approximate "${approximate}" is not supported`);
    return call.emit('gelu', { approximate: approximate === 'tanh' }, [call.operand(0)]);
  },
};
