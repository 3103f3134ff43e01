import type { PytorchEntry, TorchBuild } from '@tinyml/formats';

/** Of truth values the product is whether both are true. */
const product: TorchBuild = (call) => {
  const operands = call.pair();
  return operands.every((id) => call.typeOf(id).dtype === 'bool')
    ? call.emit('logical_and', {}, operands)
    : call.emit('mul', { activation: 'none' }, operands);
};

export const pytorch: PytorchEntry = { 'aten.mul': product, 'aten.multiply': product };
