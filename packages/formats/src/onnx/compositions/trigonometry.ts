import type { ValueId } from '@tinyml/core';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain, plus, scalar, times } from './words.ts';

const exp = (call: OnnxCall, x: ValueId): ValueId => call.emit('exp', {}, [x]);
const log = (call: OnnxCall, x: ValueId): ValueId => call.emit('log', {}, [x]);
const negated = (call: OnnxCall, x: ValueId): ValueId => call.emit('neg', {}, [x]);
const square = (call: OnnxCall, x: ValueId): ValueId => call.emit('square', {}, [x]);
const root = (call: OnnxCall, x: ValueId): ValueId => call.emit('sqrt', {}, [x]);
const sum = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => call.emit('add', plain, [a, b]);
const difference = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => call.emit('sub', plain, [a, b]);
const quotient = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => call.emit('div', plain, [a, b]);
const angle = (call: OnnxCall, y: ValueId, x: ValueId): ValueId => call.emit('atan2', {}, [y, x]);
const one = (call: OnnxCall): ValueId => scalar(call, 'one', 1);

/** √(1 − x²) as √((1 − x) · (1 + x)), which keeps its digits where x is nearly 1. */
const other = (call: OnnxCall, x: ValueId): ValueId =>
  root(call, call.emit('mul', plain, [difference(call, one(call), x), plus(call, x, 1, 'one')]));

type Formula = (call: OnnxCall, x: ValueId) => ValueId;
const of =
  (formula: Formula): OnnxOperator =>
  (call) =>
    formula(call, call.operand(0));

/** Functions of angles, circular and hyperbolic, by those that tinyml has. */
export const trigonometry: OnnxOperators = {
  Tan: of((call, x) => quotient(call, call.emit('sin', {}, [x]), call.emit('cos', {}, [x]))),
  Asin: of((call, x) => angle(call, x, other(call, x))),
  Acos: of((call, x) => angle(call, other(call, x), x)),
  Atan: of((call, x) => angle(call, x, one(call))),
  Sinh: of((call, x) => times(call, difference(call, exp(call, x), exp(call, negated(call, x))), 0.5, 'half')),
  Cosh: of((call, x) => times(call, sum(call, exp(call, x), exp(call, negated(call, x))), 0.5, 'half')),
  /** ln(|x| + √(x² + 1)), with the sign of x */
  Asinh: of((call, x) => {
    const size = call.emit('abs', {}, [x]);
    const logarithm = log(call, sum(call, size, root(call, plus(call, square(call, x), 1, 'one'))));
    return call.emit('mul', plain, [call.emit('sign', {}, [x]), logarithm]);
  }),
  /** ln(x + √(x² − 1)) */
  Acosh: of((call, x) => log(call, sum(call, x, root(call, plus(call, square(call, x), -1, 'one'))))),
  /** ½ ln((1 + x) / (1 − x)) */
  Atanh: of((call, x) =>
    times(call, log(call, quotient(call, plus(call, x, 1, 'one'), difference(call, one(call), x))), 0.5, 'half'),
  ),
};
