import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const self = (call: TorchCall): ValueId => call.tensor(call.argument('input') === undefined ? 'self' : 'input');

const same: TorchBuild = self;

/** In another type, where the file says so. */
const converted: TorchBuild = (call) => {
  const { dtype } = call.result();
  return dtype === undefined ? self(call) : call.as(self(call), dtype);
};

const dropout: TorchBuild = (call) => {
  if (call.flag('train') && call.number('p') > 0)
    throw new TranslationError('it is random', 'call model.eval() before torch.export.export');
  return self(call);
};

export const identities: PytorchEntry = {
  'aten.alias': same,
  'aten.alias_copy': same,
  'aten.clone': same,
  'aten.contiguous': same,
  'aten.detach': same,
  'aten.detach_copy': same,
  'aten.lift_fresh_copy': same,
  'aten.lift_fresh': same,
  'aten.positive': same,
  'aten.conj': same,
  'aten.resolve_conj': same,
  'aten.resolve_neg': same,
  'aten.dropout': dropout,
  'aten.native_dropout': dropout,
  'aten.feature_dropout': dropout,
  'aten.alpha_dropout': dropout,
  'aten.feature_alpha_dropout': dropout,
  'aten.to': converted,
  'aten._to_copy': converted,
  'aten.type_as': converted,
  'prims.convert_element_type': converted,
  // The new value takes the place and the type of the old one.
  'aten.copy': (call) => {
    const x = call.as(call.tensor('src'), call.typeOf(self(call)).dtype);
    const shape = call.shapeOf(self(call));
    if (call.shapeOf(x).join() === shape.join()) return x;
    return call.emit('broadcast_to', {}, [x, call.to.ints('shape', [shape.length], shape)]);
  },
};
