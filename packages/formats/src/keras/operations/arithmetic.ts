import type { ValueId } from '@tinyml/core';
import { clip } from '../activation.ts';
import { LayerError, none } from '../config.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import { argument, arrayOf, constantOf, numberOf, requireTensor, tensorOf, tensorsOf } from './argument.ts';

const first = (call: LayerCall) => argument(call, 0, 'x', 'x1');
const second = (call: LayerCall) => argument(call, 1, 'y', 'x2', 'bias');

const pointwise = (build: LayerKind['build']): LayerKind => ({ build, pointwise: true });

/** Two operands, tensors or numbers. */
const operands = (call: LayerCall): readonly [ValueId, ValueId] => {
  const [a, b] = [first(call), second(call)];
  return [tensorOf(call, a) ?? constantOf(call, a, 'x'), tensorOf(call, b) ?? constantOf(call, b, 'y')];
};

export const binary = (op: 'add' | 'mul' | 'sub' | 'maximum' | 'minimum'): LayerKind =>
  pointwise((call) => {
    const inputs = operands(call);
    return op === 'maximum' || op === 'minimum'
      ? call.emit(op, {}, inputs, op)
      : call.emit(op, { activation: none }, inputs, op);
  });

const times = (call: LayerCall, x: ValueId, factor: number, suffix: string): ValueId =>
  call.emit('mul', { activation: none }, [x, call.floats(suffix, [], [factor])], suffix);

/** x / c is x · (1/c). */
export const divide = pointwise((call) => {
  const x = requireTensor(call, first(call));
  const divisor = arrayOf(second(call));
  if (divisor === undefined || divisor.values.includes(0))
    throw new LayerError(
      'a division by anything but numbers is not supported',
      'multiply by the reciprocal, if that is known',
    );
  const factors = call.floats('factor', divisor.shape, divisor.values.map((value) => 1 / value)); // prettier-ignore
  return call.emit('mul', { activation: none }, [x, factors], 'mul');
});

export const negative = pointwise((call) => times(call, requireTensor(call, first(call)), -1, 'negated'));

/** |x| is the greater of x and −x. */
export const absolute = pointwise((call) => {
  const x = requireTensor(call, first(call));
  return call.emit('maximum', {}, [x, times(call, x, -1, 'negated')]);
});

const product = (call: LayerCall, a: ValueId, b: ValueId): ValueId =>
  call.emit('mul', { activation: none }, [a, b], 'product');

export const square = pointwise((call) => {
  const x = requireTensor(call, first(call));
  return product(call, x, x);
});

const greatestPower = 8;

/** Small whole powers, as products. */
export const power = pointwise((call) => {
  const x = requireTensor(call, first(call));
  const exponent = numberOf(second(call), 'the exponent');
  if (!Number.isInteger(exponent) || exponent < 1 || exponent > greatestPower)
    throw new LayerError(`the power ${String(exponent)} is not supported; 1 … ${String(greatestPower)} are`);
  if (exponent === 1) return call.emit('identity', {}, [x]);
  return Array.from({ length: exponent - 1 }).reduce<ValueId>((result) => product(call, result, x), x);
});

/** (a − b)² */
export const squaredDifference = pointwise((call) => {
  const difference = call.emit('sub', { activation: none }, operands(call), 'difference');
  return product(call, difference, difference);
});

/** The sum of a list. */
export const sumOfList = pointwise((call) => {
  const [x, ...rest] = tensorsOf(call, argument(call, 0, 'inputs'));
  if (x === undefined) throw new LayerError('has no inputs');
  if (rest.length === 0) return call.emit('identity', {}, [x]);
  return rest.reduce((sum, next, i) => call.emit('add', { activation: none }, [sum, next], String(i + 1)), x);
});

export const clipped = pointwise((call) =>
  clip(
    call,
    requireTensor(call, first(call)),
    numberOf(argument(call, 1, 'clip_value_min', 'x_min', 'min_value'), 'the least value', -Infinity),
    numberOf(argument(call, 2, 'clip_value_max', 'x_max', 'max_value'), 'the greatest value', Infinity),
  ),
);
