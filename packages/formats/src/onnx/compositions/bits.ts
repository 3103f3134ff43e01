import type { ValueId } from '@tinyml/core';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain } from './words.ts';

const ints = ['int8', 'uint8', 'int16', 'int32'];

const checkInts = (call: OnnxCall): void => {
  const { dtype } = call.typeOf(call.operand(0));
  if (!ints.includes(dtype)) throw call.refused(`bits of ${dtype} are not supported`);
};

const xor = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => call.emit('bitwise_xor', {}, [a, b]);
const half = 16;

/** x ▷ 16, the sign kept; and the 16 bits below as a number from 0 on. */
const halves = (call: OnnxCall, x: ValueId): readonly [ValueId, ValueId] => {
  const high = call.emit('right_shift', {}, [x, call.ints('half', [], [half])]);
  const raised = call.emit('mul', plain, [high, call.ints('weight', [], [2 ** half])]);
  return [high, call.emit('sub', plain, [x, raised])];
};

/** Of what each half has in common, a ∧ b = (a + b − (a ⊻ b)) / 2: no sum of 17 bits overflows. */
const common = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => {
  const sum = call.emit('add', plain, [a, b]);
  return call.emit('right_shift', {}, [call.emit('sub', plain, [sum, xor(call, a, b)]), call.ints('one', [], [1])]);
};

const and = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => {
  const [[highA, lowA], [highB, lowB]] = [halves(call, a), halves(call, b)];
  const high = call.emit('mul', plain, [common(call, highA, highB), call.ints('weight', [], [2 ** half])]);
  return call.emit('add', plain, [high, common(call, lowA, lowB)]);
};

/** a ∨ b = (a ⊻ b) ⊻ (a ∧ b) */
const or = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => xor(call, xor(call, a, b), and(call, a, b));

const bitwise =
  (work: (call: OnnxCall, a: ValueId, b: ValueId) => ValueId): OnnxOperator =>
  (call) => {
    checkInts(call);
    return call.inWords([call.operand(0), call.operand(1)], ([a = '', b = '']) => work(call, a, b));
  };

export const bits: OnnxOperators = {
  BitwiseAnd: bitwise(and),
  BitwiseOr: bitwise(or),
  BitwiseXor: bitwise(xor),
  BitwiseNot: (call) => {
    checkInts(call);
    return call.inWords([call.operand(0)], ([x = '']) => xor(call, x, call.ints('ones', [], [-1])));
  },
};
