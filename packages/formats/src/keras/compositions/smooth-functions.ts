import type { ValueId } from '@tinyml/core';
import type { KerasActivation, LayerCall } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

/** log(1 + exp(x)) as max(x, 0) + log(1 + exp(−|x|)), which no x lets overflow. */
export const softplus = (call: LayerCall, x: ValueId): ValueId => {
  const { add, mul, of } = call.formula;
  const small = of('exp', mul(of('abs', x), -1));
  return add(call.emit('relu', {}, [x], 'relu'), of('log', add(small, 1)));
};

const logSigmoid: KerasActivation = {
  apply: (call, x) => {
    const { mul } = call.formula;
    return mul(softplus(call, mul(x, -1)), -1);
  },
};

/** Misra, Mish: A Self Regularized Non-Monotonic Activation Function, 2019. */
const mish: KerasActivation = {
  apply: (call, x) => {
    const { mul, of } = call.formula;
    return mul(x, of('tanh', softplus(call, x)));
  },
};

const softsign: KerasActivation = {
  apply: (call, x) => {
    const { add, div, of } = call.formula;
    return div(x, add(of('abs', x), 1));
  },
};

/** (x + √(x² + b)) / 2 */
const squareplus = (call: LayerCall, x: ValueId, b: number): ValueId => {
  const { add, mul, of } = call.formula;
  return mul(add(x, of('sqrt', add(mul(x, x), b))), 0.5);
};

/** Functions without a corner, of several operators. */
export const smoothFunctions: KerasEntry = {
  activations: {
    log_sigmoid: logSigmoid,
    mish,
    softplus: { apply: softplus },
    softsign,
    squareplus: { apply: (call, x) => squareplus(call, x, 4) },
  },
  operations: {
    squareplus: {
      pointwise: true,
      build: (call) => squareplus(call, call.given.operand(), call.given.number(call.given.argument(1, 'b'), 'b', 4)),
    },
  },
};
