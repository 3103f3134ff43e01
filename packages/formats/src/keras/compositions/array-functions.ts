import type { ValueId } from '@tinyml/core';
import type { Formula } from '../formula.ts';
import type { LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

type OfOne = (formula: Formula, x: ValueId) => ValueId;
type OfTwo = (formula: Formula, a: ValueId, b: ValueId) => ValueId;

const ofOne = (work: OfOne): LayerKind => ({
  pointwise: true,
  build: (call) => work(call.formula, call.given.operand()),
});

const ofTwo = (work: OfTwo): LayerKind => ({
  pointwise: true,
  build: (call) => work(call.formula, ...call.given.operands()),
});

const { LN2, LN10, PI } = Math;

/** (exp(x) + sign · exp(−x)) / 2 */
const halves =
  (sign: 1 | -1): OfOne =>
  ({ add, mul, of }, x) =>
    mul(add(of('exp', x), mul(of('exp', mul(x, -1)), sign)), 0.5);

const scaledLog =
  (base: number): OfOne =>
  ({ mul, of }, x) =>
    mul(of('log', x), 1 / base);

/** log(exp(a) + exp(b)) as max(a, b) + log(1 + exp(−|a − b|)). */
const logSum: OfTwo = ({ add, mul, of, sub }, a, b) =>
  add(of('maximum', a, b), of('log', add(of('exp', mul(of('abs', sub(a, b)), -1)), 1)));

const quotient: OfTwo = ({ add, div, mul, sub, truth }, a, b) => {
  const isZero = truth('equal', b, 0);
  return mul(div(a, add(b, isZero)), sub(1, isZero));
};

/** Functions of elements, of several operators. */
export const arrayFunctions: KerasEntry = {
  operations: {
    cosh: ofOne(halves(1)),
    deg2rad: ofOne(({ mul }, x) => mul(x, PI / 180)),
    divide_no_nan: ofTwo(quotient),
    exp2: ofOne(({ mul, of }, x) => of('exp', mul(x, LN2))),
    expm1: ofOne(({ of, sub }, x) => sub(of('exp', x), 1)),
    fabs: ofOne(({ of }, x) => of('abs', x)),
    fmax: ofTwo(({ of }, a, b) => of('maximum', a, b)),
    fmin: ofTwo(({ of }, a, b) => of('minimum', a, b)),
    hypot: ofTwo(({ add, mul, of }, a, b) => of('sqrt', add(mul(a, a), mul(b, b)))),
    log10: ofOne(scaledLog(LN10)),
    log1p: ofOne(({ add, of }, x) => of('log', add(x, 1))),
    log2: ofOne(scaledLog(LN2)),
    logaddexp: ofTwo(logSum),
    rad2deg: ofOne(({ mul }, x) => mul(x, 180 / PI)),
    reciprocal: ofOne(({ div }, x) => div(1, x)),
    sinh: ofOne(halves(-1)),
    tan: ofOne(({ div, of }, x) => div(of('sin', x), of('cos', x))),
    trunc: ofOne(({ mul, of }, x) => mul(of('sign', x), of('floor', of('abs', x)))),
  },
};
