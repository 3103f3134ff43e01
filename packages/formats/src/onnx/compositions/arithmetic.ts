import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain } from './words.ts';

type Step = (call: OnnxCall, a: ValueId, b: ValueId) => ValueId;

/** All operands one after another. */
const variadic =
  (step: Step, end = (_: OnnxCall, x: ValueId): ValueId => x): OnnxOperator =>
  (call) => {
    call.attributes.ignore('consumed_inputs');
    const operands = call.operands.map((_, i) => call.operand(i));
    return call.inWords(operands, ([first = '', ...rest]) => end(call, rest.reduce((a, b) => step(call, a, b), first))); // prettier-ignore
  };

const pow: OnnxOperator = (call) => {
  const [a, b] = call.pair();
  const [from, by] = [call.typeOf(a).dtype, call.typeOf(b).dtype];
  const exponent = call.numbers(b);
  if (from === 'float32') {
    const isSquare = exponent?.every((value) => value === 2) === true && exponent.length === 1;
    if (isSquare && call.rankOf(b) <= call.rankOf(a)) return call.emit('square', {}, [a]);
    return call.emit('pow', {}, [a, call.cast(b, 'float32')]);
  }
  if (by === from && from === 'int32') return call.emit('pow', {}, [a, b]);
  throw new TranslationError(`powers of ${from} by ${by} are not supported`);
};

/** A scalar of the type that x has. */
const whole = (call: OnnxCall, x: ValueId, value: number): ValueId => {
  const { dtype } = call.typeOf(x);
  const data = dtype === 'float32' ? Float32Array.of(value) : dtype === 'int64' ? BigInt64Array.of(BigInt(value)) : Int32Array.of(value); // prettier-ignore
  return call.constant('number', { dtype, shape: [] }, data);
};

/** |a| mod |b| with the sign of a */
const truncatedRest = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => {
  const zero = whole(call, a, 0);
  const negated = (x: ValueId): ValueId => call.emit('sub', plain, [zero, x]);
  const magnitude = (x: ValueId): ValueId => call.emit('maximum', {}, [x, negated(x)]);
  const rest = call.emit('floor_mod', {}, [magnitude(a), magnitude(b)]);
  return call.emit('select_v2', {}, [call.emit('less', {}, [a, zero]), negated(rest), rest]);
};

const mod: OnnxOperator = (call) => {
  const truncated = call.attributes.flag('fmod', false);
  return call.inWords([call.operand(0), call.operand(1)], ([a = '', b = '']) =>
    truncated ? truncatedRest(call, a, b) : call.emit('floor_mod', {}, [a, b]),
  );
};

const isInf: OnnxOperator = (call) => {
  const x = call.operand(0);
  const positive = call.attributes.flag('detect_positive', true);
  const negative = call.attributes.flag('detect_negative', true);
  if (!positive && !negative) throw new TranslationError('it detects neither infinity');
  const from = positive && negative ? call.emit('abs', {}, [x]) : x;
  return call.emit('equal', {}, [from, call.floats('infinity', [], [positive ? Infinity : -Infinity])]);
};

const shift: OnnxOperator = (call) => {
  const left = call.attributes.text('direction', '') === 'LEFT';
  const { dtype } = call.typeOf(call.operand(0));
  if (dtype !== 'uint8') throw new TranslationError(`shifts of ${dtype} are not supported`);
  const [x, by] = [call.cast(call.operand(0), 'int32'), call.cast(call.operand(1), 'int32')];
  if (!left) return call.cast(call.emit('right_shift', {}, [x, by]), dtype);
  // Of 8 bits nothing is left when they are shifted by 8 or more.
  const most = call.emit('minimum', {}, [by, call.ints('most', [], [8])]);
  return call.cast(call.emit('mul', plain, [x, call.emit('pow', {}, [call.ints('two', [], [2]), most])]), dtype);
};

const extreme = (op: 'maximum' | 'minimum'): OnnxOperator => variadic((call, a, b) => call.emit(op, {}, [a, b]));
const add: Step = (call, a, b) => call.emit('add', plain, [a, b]);

export const arithmetic: OnnxOperators = {
  Pow: pow,
  Mod: mod,
  Sum: variadic(add),
  Max: extreme('maximum'),
  Min: extreme('minimum'),
  Mean: variadic(add, (call, sum) =>
    call.emit('mul', plain, [sum, call.floats('count', [], [1 / call.operands.length])]),
  ),
  Reciprocal: (call) => {
    call.attributes.ignore('consumed_inputs');
    return call.emit('div', plain, [call.floats('one', [], [1]), call.operand(0)]);
  },
  IsInf: isInf,
  BitShift: shift,
};
