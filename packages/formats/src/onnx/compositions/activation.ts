import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain, plus, product, scalar, times } from './words.ts';

/** max(0, min(1, alpha · x + beta)) */
export const hardSigmoid = (call: OnnxCall, x: ValueId, alpha: number, beta: number): ValueId =>
  call.emit('relu_0_to_1', {}, [plus(call, times(call, x, alpha, 'alpha'), beta, 'beta')]);

/** max(x, 0) + ln(1 + exp(−|x|)): no exponential overflows. */
const softplus = (call: OnnxCall, x: ValueId): ValueId => {
  const power = call.emit('exp', {}, [call.emit('neg', {}, [call.emit('abs', {}, [x])])]);
  return call.emit('add', plain, [call.emit('relu', {}, [x]), call.emit('log', {}, [plus(call, power, 1, 'one')])]);
};

const chosen = (call: OnnxCall, condition: ValueId, a: ValueId, b: ValueId): ValueId =>
  call.emit('select_v2', {}, [condition, a, b]);

const isAbove = (call: OnnxCall, x: ValueId, limit: number, role: string): ValueId =>
  call.emit('greater', {}, [x, scalar(call, role, limit)]);

/** x where positive, else alpha · (exp(x) − 1) */
const elu = (call: OnnxCall, x: ValueId, alpha: number): ValueId => {
  const one = call.emit('elu', {}, [x]);
  return alpha === 1 ? one : chosen(call, isAbove(call, x, 0, 'zero'), x, times(call, one, alpha, 'alpha'));
};

/** Beyond the greatest number of single precision there is no limit. */
const largest = 3.4e38;

const clip: OnnxOperator = (call) => {
  call.attributes.ignore('consumed_inputs');
  const x = call.operand(0);
  const limit = (position: number, name: 'min' | 'max'): ValueId | undefined => {
    if (call.version >= 11) return call.optional(position);
    const value = call.attributes.float(name, name === 'min' ? -Infinity : Infinity);
    return Math.abs(value) > largest ? undefined : scalar(call, name, value);
  };
  const [least, most] = [limit(1, 'min'), limit(2, 'max')];
  const [low, high] = [least, most].map((id) => (id === undefined ? undefined : call.numbers(id)?.[0]));
  if (call.typeOf(x).dtype === 'float32') {
    if (low === 0 && high === 6) return call.emit('relu6', {}, [x]);
    if (low === 0 && high === 1) return call.emit('relu_0_to_1', {}, [x]);
    if (low === -1 && high === 1) return call.emit('relu_n1_to_1', {}, [x]);
    if (low === 0 && most === undefined) return call.emit('relu', {}, [x]);
  }
  const limits = [least, most].filter((id) => id !== undefined);
  if (limits.length === 0) return call.emit('identity', {}, [x]);
  return call.inWords([x, ...limits], ([first = '', ...others]) => {
    const raised = least === undefined ? first : call.emit('maximum', {}, [first, others[0] ?? '']);
    return most === undefined ? raised : call.emit('minimum', {}, [raised, others.at(-1) ?? '']);
  });
};

/** 1 at the first greatest element along the last axis, 0 elsewhere. */
const hardmax = (call: OnnxCall, x: ValueId): ValueId => {
  const shape = call.shapeOf(x);
  const place = call.emit('arg_max', { outputType: 'int32' }, [x, call.ints('axis', [], [shape.length - 1])]);
  const depth = call.ints('depth', [], [shape.at(-1) ?? 1]);
  return call.emit('one_hot', { axis: -1 }, [place, depth, scalar(call, 'on', 1), scalar(call, 'off', 0)]);
};

const dropout: OnnxOperator = (call) => {
  call.attributes.ignore('ratio', 'seed', 'is_test', 'consumed_inputs');
  const isTraining = call.version >= 12 && (call.known(2, 'training_mode')?.[0] ?? 0) !== 0;
  if (isTraining && (call.known(1, 'ratio')?.[0] ?? 0.5) !== 0) throw new TranslationError('training_mode is not supported'); // prettier-ignore
  const x = call.operand(0);
  const shape = call.shapeOf(x);
  const result = call.emit('identity', {}, [x]);
  if (!call.wants(1)) return result;
  const dtype = call.version >= 10 ? 'bool' : call.typeOf(x).dtype;
  if (dtype !== 'bool') throw new TranslationError('its mask is not supported in this version');
  return [result, call.constant('mask', { dtype, shape }, new Uint8Array(product(shape)).fill(1))];
};

export const activation: OnnxOperators = {
  Clip: clip,
  Elu: (call) => {
    call.attributes.ignore('consumed_inputs');
    return elu(call, call.operand(0), call.attributes.float('alpha', 1));
  },
  Selu: (call) => {
    call.attributes.ignore('consumed_inputs');
    const alpha = call.attributes.float('alpha', 1.6732632423543772);
    return times(call, elu(call, call.operand(0), alpha), call.attributes.float('gamma', 1.0507009873554805), 'gamma');
  },
  /** max(0, x) + min(0, alpha · (exp(x / alpha) − 1)) */
  Celu: (call) => {
    const alpha = call.attributes.float('alpha', 1);
    return times(call, call.emit('elu', {}, [times(call, call.operand(0), 1 / alpha, 'inverse')]), alpha, 'alpha');
  },
  Softplus: (call) => softplus(call, call.operand(0)),
  Softsign: (call) => {
    const x = call.operand(0);
    return call.emit('div', plain, [x, plus(call, call.emit('abs', {}, [x]), 1, 'one')]);
  },
  HardSigmoid: (call) => {
    call.attributes.ignore('consumed_inputs');
    return hardSigmoid(call, call.operand(0), call.attributes.float('alpha', 0.2), call.attributes.float('beta', 0.5));
  },
  Mish: (call) => {
    const x = call.operand(0);
    return call.emit('mul', plain, [x, call.emit('tanh', {}, [softplus(call, x)])]);
  },
  Swish: (call) => {
    const x = call.operand(0);
    const gate = call.emit('logistic', {}, [times(call, x, call.attributes.float('alpha', 1), 'alpha')]);
    return call.emit('mul', plain, [x, gate]);
  },
  ThresholdedRelu: (call) => {
    const x = call.operand(0);
    return chosen(call, isAbove(call, x, call.attributes.float('alpha', 1), 'alpha'), x, scalar(call, 'zero', 0));
  },
  Shrink: (call) => {
    const x = call.operand(0);
    const [limit, bias] = [call.attributes.float('lambd', 0.5), call.attributes.float('bias', 0)];
    const isBelow = call.emit('less', {}, [x, scalar(call, 'lower', -limit)]);
    const negative = chosen(call, isBelow, plus(call, x, bias, 'up'), scalar(call, 'zero', 0));
    return chosen(call, isAbove(call, x, limit, 'limit'), plus(call, x, -bias, 'down'), negative);
  },
  Hardmax: (call) => call.alongAxis((x) => hardmax(call, x)),
  Dropout: dropout,
};
