import type { ValueId } from '@tinyml/core';
import { clipped } from '../../translation/clipped.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const none = { activation: 'none' } as const;

const self = (call: TorchCall): ValueId => call.as(call.tensor('self'), 'float32');

const float = (call: TorchCall, value: number): ValueId => call.to.floats('number', [], [value]);

/** a ± alpha · b */
const sum =
  (op: 'add' | 'sub'): TorchBuild =>
  (call) => {
    const [a, b] = call.pair();
    const alpha = call.number('alpha', 1);
    const scaled = alpha === 1 ? b : call.to.emit('mul', none, [b, call.scalar(alpha, call.typeOf(b))], 'scaled');
    // What is true of neither, either or both, is an integer here.
    return op === 'add' ? call.emit('add', none, [a, scaled]) : call.emit('sub', none, [a, scaled]);
  };

const reversed: TorchBuild = (call) => {
  const [a, b] = call.pair();
  const alpha = call.number('alpha', 1);
  const scaled = alpha === 1 ? a : call.to.emit('mul', none, [a, call.scalar(alpha, call.typeOf(a))], 'scaled');
  return call.emit('sub', none, [b, scaled]);
};

/** Towards zero. */
const truncated = (call: TorchCall, x: ValueId): ValueId => {
  const { to } = call;
  const size = to.emit('floor', {}, [to.emit('abs', {}, [x], 'abs')], 'floor');
  return to.emit('mul', none, [to.emit('sign', {}, [x], 'sign'), size], 'truncated');
};

const division: TorchBuild = (call) => {
  const mode = call.word('rounding_mode', 'none');
  const [a, b] = call.pair();
  if (mode === 'floor') return call.emit('floor_div', {}, [a, b]);
  const [x, y] = [call.as(a, 'float32'), call.as(b, 'float32')];
  const quotient = call.emit('div', none, [x, y]);
  return mode === 'trunc' ? truncated(call, quotient) : quotient;
};

/** The remainder has the sign of the dividend. */
const fmod: TorchBuild = (call) => {
  const { to } = call;
  const [a, b] = call.pair();
  const [x, y] = [call.as(a, 'float32'), call.as(b, 'float32')];
  const quotient = truncated(call, to.emit('div', none, [x, y], 'quotient'));
  return to.emit('sub', none, [x, to.emit('mul', none, [quotient, y], 'product')], 'remainder');
};

const limit = (call: TorchCall, name: string, absent: number): number | undefined => {
  if (!call.has(name)) return absent;
  const value = call.argument(name);
  return typeof value === 'number' ? value : undefined;
};

const clamp: TorchBuild = (call) => {
  const { to } = call;
  const x = call.tensor('self');
  const [least, most] = [limit(call, 'min', -Infinity), limit(call, 'max', Infinity)];
  const { dtype } = to.typeOf(x);
  if (dtype === 'float32' && least !== undefined && most !== undefined) return clipped(to, x, least, most);
  const wanted = call.result().dtype ?? dtype;
  const bounded = call.has('min') ? to.emit('maximum', {}, [call.as(x, wanted), call.operand('min', wanted)], 'above') : call.as(x, wanted); // prettier-ignore
  return call.has('max') ? to.emit('minimum', {}, [bounded, call.operand('max', wanted)], 'below') : bounded;
};

/** What a unary operator makes of x times a factor. */
const after =
  (op: 'exp' | 'log', inner: number, outer: number): TorchBuild =>
  (call) => {
    const { to } = call;
    const x = inner === 1 ? self(call) : to.emit('mul', none, [self(call), float(call, inner)], 'scaled');
    const result = op === 'exp' ? to.emit('exp', {}, [x]) : to.emit('log', {}, [x]);
    return outer === 1 ? result : to.emit('mul', none, [result, float(call, outer)], 'scaled');
  };

/** exp x and exp −x. */
const exponentials = (call: TorchCall, x: ValueId): readonly [ValueId, ValueId] => {
  const { to } = call;
  return [to.emit('exp', {}, [x], 'exp'), to.emit('exp', {}, [to.emit('neg', {}, [x], 'neg')], 'exp')];
};

const half = (call: TorchCall, x: ValueId): ValueId => call.to.emit('mul', none, [x, float(call, 0.5)], 'half');

/** √(1 − x²) */
const cosineOf = (call: TorchCall, x: ValueId): ValueId => {
  const { to } = call;
  const rest = to.emit('sub', none, [float(call, 1), to.emit('square', {}, [x], 'square')], 'rest');
  return to.emit('sqrt', {}, [rest], 'sqrt');
};

/** log(x + √(x² + sign)) */
const areaOf =
  (sign: 1 | -1): TorchBuild =>
  (call) => {
    const { to } = call;
    const x = self(call);
    const size = sign === 1 ? to.emit('abs', {}, [x], 'abs') : x;
    const root = to.emit('sqrt', {}, [to.emit('add', none, [to.emit('square', {}, [size], 'square'), float(call, sign)], 'sum')], 'sqrt'); // prettier-ignore
    const log = to.emit('log', {}, [to.emit('add', none, [size, root], 'sum')], 'log');
    return sign === 1 ? to.emit('mul', none, [to.emit('sign', {}, [x], 'sign'), log], 'signed') : log;
  };

const exclusiveOr: TorchBuild = (call) => {
  const [a, b] = call.pair();
  return call.typeOf(a).dtype === 'bool' ? call.emit('not_equal', {}, [a, b]) : call.emit('bitwise_xor', {}, [a, b]);
};

export const arithmetic: PytorchEntry = {
  'aten.add': sum('add'),
  'aten.sub': sum('sub'),
  'aten.subtract': sum('sub'),
  'aten.rsub': reversed,
  'aten.div': division,
  'aten.divide': division,
  'aten.true_divide': division,
  'aten.fmod': fmod,
  'aten.clamp': clamp,
  'aten.clip': clamp,
  'aten.clamp_min': clamp,
  'aten.clamp_max': clamp,
  'aten.round': (call) => {
    const { to } = call;
    const decimals = 10 ** call.number('decimals', 0);
    if (decimals === 1) return call.unary('round', {});
    const large = to.emit('mul', none, [self(call), float(call, decimals)], 'large');
    return to.emit('div', none, [to.emit('round', {}, [large], 'round'), float(call, decimals)], 'small');
  },
  'aten.trunc': (call) => truncated(call, self(call)),
  'aten.fix': (call) => truncated(call, self(call)),
  'aten.frac': (call) => call.to.emit('sub', none, [self(call), truncated(call, self(call))], 'fraction'),
  'aten.reciprocal': (call) => call.emit('div', none, [float(call, 1), self(call)]),
  'aten.exp2': after('exp', Math.LN2, 1),
  'aten.log2': after('log', 1, Math.LOG2E),
  'aten.log10': after('log', 1, Math.LOG10E),
  'aten.log1p': (call) => call.to.emit('log', {}, [call.to.emit('add', none, [self(call), float(call, 1)], 'sum')]),
  /** Below 0 that is elu. */
  'aten.expm1': (call) => {
    const { to } = call;
    const x = self(call);
    const below = to.emit('elu', {}, [to.emit('minimum', {}, [x, float(call, 0)], 'below')], 'elu');
    const above = to.emit('sub', none, [to.emit('exp', {}, [to.emit('relu', {}, [x], 'above')], 'exp'), float(call, 1)], 'sub'); // prettier-ignore
    return to.emit('add', none, [below, above], 'sum');
  },
  'aten.sinh': (call) => half(call, call.to.emit('sub', none, exponentials(call, self(call)), 'sub')),
  'aten.cosh': (call) => half(call, call.to.emit('add', none, exponentials(call, self(call)), 'add')),
  'aten.tan': (call) => {
    const x = self(call);
    return call.to.emit('div', none, [call.to.emit('sin', {}, [x], 'sin'), call.to.emit('cos', {}, [x], 'cos')], 'div'); // prettier-ignore
  },
  'aten.atan': (call) => call.emit('atan2', {}, [self(call), float(call, 1)]),
  'aten.asin': (call) => call.to.emit('atan2', {}, [self(call), cosineOf(call, self(call))], 'atan2'),
  'aten.acos': (call) => call.to.emit('atan2', {}, [cosineOf(call, self(call)), self(call)], 'atan2'),
  'aten.asinh': areaOf(1),
  'aten.acosh': areaOf(-1),
  'aten.atanh': (call) => {
    const { to } = call;
    const x = self(call);
    const [above, below] = [to.emit('add', none, [float(call, 1), x], 'sum'), to.emit('sub', none, [float(call, 1), x], 'difference')]; // prettier-ignore
    return half(call, to.emit('log', {}, [to.emit('div', none, [above, below], 'div')], 'log'));
  },
  'aten.addcmul': (call) => {
    const { to } = call;
    const product = to.emit('mul', none, [call.tensor('tensor1'), call.tensor('tensor2')], 'product');
    return to.emit('add', none, [self(call), to.emit('mul', none, [product, float(call, call.number('value', 1))], 'scaled')], 'sum'); // prettier-ignore
  },
  'aten.addcdiv': (call) => {
    const { to } = call;
    const quotient = to.emit('div', none, [call.tensor('tensor1'), call.tensor('tensor2')], 'quotient');
    return to.emit('add', none, [self(call), to.emit('mul', none, [quotient, float(call, call.number('value', 1))], 'scaled')], 'sum'); // prettier-ignore
  },
  /** start + weight · (end − start) */
  'aten.lerp': (call) => {
    const { to } = call;
    const end = call.as(call.tensor('end'), 'float32');
    const way = to.emit('sub', none, [end, self(call)], 'way');
    return to.emit('add', none, [self(call), to.emit('mul', none, [way, call.operand('weight', 'float32')], 'part')], 'sum'); // prettier-ignore
  },
  'aten.fmax': (call) => call.emit('maximum', {}, call.pair()),
  'aten.fmin': (call) => call.emit('minimum', {}, call.pair()),
  'aten.isnan': (call) => call.emit('not_equal', {}, [self(call), self(call)]),
  'aten.isinf': (call) => call.to.emit('equal', {}, [call.to.emit('abs', {}, [self(call)], 'abs'), float(call, Infinity)], 'equal'), // prettier-ignore
  'aten.logical_xor': (call) => {
    // Of truth values that is whether they differ.
    const [a, b] = [call.operand('self', 'bool'), call.operand('other', 'bool')];
    return call.emit('not_equal', {}, [a, b]);
  },
  'aten.bitwise_and': truths('logical_and'),
  'aten.bitwise_or': truths('logical_or'),
  'aten.__and__': truths('logical_and'),
  'aten.__or__': truths('logical_or'),
  'aten.bitwise_not': (call) => {
    const x = call.tensor('self');
    if (call.typeOf(x).dtype === 'bool') return call.emit('logical_not', {}, [x]);
    // −x − 1
    return call.to.emit('sub', none, [call.to.emit('neg', {}, [x], 'neg'), call.scalar(1, call.typeOf(x))], 'sub');
  },
  'aten.bitwise_xor': exclusiveOr,
  'aten.__xor__': exclusiveOr,
};

function truths(op: 'logical_and' | 'logical_or'): TorchBuild {
  return (call) => {
    const operands = call.pair();
    if (operands.some((id) => call.typeOf(id).dtype !== 'bool'))
      throw new TranslationError('bits of integers are not supported; truth values are');
    return op === 'logical_and' ? call.emit('logical_and', {}, operands) : call.emit('logical_or', {}, operands);
  };
}
