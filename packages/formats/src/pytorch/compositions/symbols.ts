import { elementCount, type ValueId } from '@tinyml/core';
import { axisOf } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const number = (call: TorchCall, value: number): ValueId =>
  Number.isInteger(value) ? call.to.ints('number', [], [value]) : call.to.floats('number', [], [value]);

/** Python's operators on numbers that come from shapes: both are known when the model is built. */
const operator =
  (work: (a: number, b: number) => number): TorchBuild =>
  (call) => {
    const operands = call.all();
    const [a, b = 0] = operands;
    if (a === undefined) throw new TranslationError('it has no operands');
    return number(call, work(a, b));
  };

const truth =
  (work: (a: number, b: number) => boolean): TorchBuild =>
  (call) =>
    operator((a, b) => (work(a, b) ? 1 : 0))(call);

export const symbols: PytorchEntry = {
  'aten.sym_size': (call) => {
    const shape = call.shapeOf(call.tensor('self'));
    return number(call, shape[axisOf(call.number('dim'), shape.length)] ?? 1);
  },
  'aten.sym_numel': (call) => number(call, elementCount(call.shapeOf(call.tensor('self')))),
  '_operator.add': operator((a, b) => a + b),
  '_operator.sub': operator((a, b) => a - b),
  '_operator.mul': operator((a, b) => a * b),
  '_operator.neg': operator((a) => -a),
  '_operator.pow': operator((a, b) => a ** b),
  '_operator.floordiv': operator((a, b) => Math.floor(a / b)),
  '_operator.truediv': operator((a, b) => a / b),
  '_operator.mod': operator((a, b) => a - b * Math.floor(a / b)),
  '_operator.eq': truth((a, b) => a === b),
  '_operator.ne': truth((a, b) => a !== b),
  '_operator.lt': truth((a, b) => a < b),
  '_operator.le': truth((a, b) => a <= b),
  '_operator.gt': truth((a, b) => a > b),
  '_operator.ge': truth((a, b) => a >= b),
  'torch.sym_max': operator(Math.max),
  'torch.sym_min': operator(Math.min),
  'torch.sym_float': operator((a) => a),
  'torch.sym_int': operator((a) => Math.trunc(a)),
  'torch.sym_not': operator((a) => (a === 0 ? 1 : 0)),
};
