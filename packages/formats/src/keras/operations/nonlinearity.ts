import type { ValueId } from '@tinyml/core';
import { applyNamed, leakyRelu, limitedRelu, softShrink } from '../activation.ts';
import { alongLast } from '../axis.ts';
import { LayerError, none } from '../config.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import { argument, integersOf, isTrue, numberOf, requireTensor } from './argument.ts';

const operand = (call: LayerCall): ValueId =>
  requireTensor(call, argument(call, 0, 'x', 'features', 'logits', 'value'));

const pointwise = (build: LayerKind['build']): LayerKind => ({ build, pointwise: true });

/** An activation of Keras's by name. */
export const named = (name: string): LayerKind => pointwise((call) => applyNamed(call, name, operand(call)));

export const leaky: LayerKind = pointwise((call) =>
  leakyRelu(call, operand(call), numberOf(argument(call, 1, 'alpha', 'negative_slope'), 'the slope', 0.2)),
);

/** keras.activations.relu(x, negative_slope, max_value, threshold). */
export const reluWithOptions: LayerKind = pointwise((call) => {
  const limit = argument(call, 2, 'max_value');
  return limitedRelu(call, operand(call), {
    slope: numberOf(argument(call, 1, 'negative_slope', 'alpha'), 'the slope', 0),
    limit: limit === null ? null : numberOf(limit, 'max_value'),
    threshold: numberOf(argument(call, 3, 'threshold'), 'threshold', 0),
  });
});

export const softmaxOf: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const rank = call.typeOf(x).shape.length;
    const axis = argument(call, 1, 'axis', 'dim');
    const axes = axis === null ? [rank - 1] : integersOf(call, axis, 'axis').map((one) => (one < 0 ? one + rank : one));
    return alongLast(call, x, axes, (last) => call.emit('softmax', { beta: 1 }, [last], 'softmax'));
  },
};

/** 0.5 · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) */
export const geluOf: LayerKind = pointwise((call) => {
  if (!isTrue(argument(call, 1, 'approximate')))
    throw new LayerError('gelu without approximate=True is not supported', 'use approximate=True, relu or hard_swish');
  const x = operand(call);
  const times = (a: ValueId, b: ValueId | number, suffix: string): ValueId =>
    call.emit('mul', { activation: none }, [a, typeof b === 'number' ? call.floats(suffix, [], [b]) : b], suffix);
  const plus = (a: ValueId, b: ValueId | number, suffix: string): ValueId =>
    call.emit('add', { activation: none }, [a, typeof b === 'number' ? call.floats(suffix, [], [b]) : b], suffix);
  // √(2/π) · x · (1 + 0.044715 · x²)
  const inner = plus(times(times(x, x, 'square'), 0.044715, 'cubic'), 1, 'polynomial');
  const scaled = times(times(x, inner, 'argument'), Math.sqrt(2 / Math.PI), 'scaled');
  const gate = plus(call.emit('tanh', {}, [scaled], 'tanh'), 1, 'gate');
  return times(times(x, gate, 'gated'), 0.5, 'half');
});

/** x without its part in [−threshold, threshold]. */
export const softShrinkOf: LayerKind = pointwise((call) =>
  softShrink(call, operand(call), numberOf(argument(call, 1, 'threshold'), 'threshold', 0.5)),
);
