import type { OnnxOperators } from '@tinyml/formats';
import type { DType } from '@tinyml/core';

const notDivided: readonly DType[] = ['int64', 'uint32', 'uint64'];

export const onnx: OnnxOperators = {
  Div: (call) => {
    const { dtype } = call.typeOf(call.operand(0));
    if (notDivided.includes(dtype)) throw call.refused(`divisions of ${dtype} are not supported`);
    return call.inWords(call.pair(), (operands) => call.emit('div', { activation: 'none' }, operands));
  },
};
