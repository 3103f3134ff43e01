import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const affine = (call: LayerCall, x: ValueId, factor: number, offset: number): ValueId => {
  const scaled = call.emit('mul', { activation: 'none' }, [x, call.floats('slope', [], [factor])], 'slope');
  return call.emit('add', { activation: 'none' }, [scaled, call.floats('offset', [], [offset])], 'offset');
};

/** x · logistic(x) */
const silu = (call: LayerCall, x: ValueId): ValueId => {
  const gate = call.emit('logistic', {}, [x], 'logistic');
  return call.emit('mul', { activation: 'none' }, [x, gate], 'mul');
};

/** x without its part in [−threshold, threshold]. */
const softShrink = (call: LayerCall, x: ValueId, threshold: number): ValueId =>
  call.emit('sub', { activation: 'none' }, [x, call.clip(x, -threshold, threshold)], 'sub');

/** 0.5 · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) */
const gelu: LayerKind = {
  pointwise: true,
  build: (call) => {
    if (!call.given.isTrue(call.given.argument(1, 'approximate')))
      throw call.options.problem(
        'gelu without approximate=True is not supported',
        'use approximate=True, relu or hard_swish',
      );
    const x = call.given.operand();
    const times = (a: ValueId, b: ValueId | number, suffix: string): ValueId =>
      call.emit('mul', { activation: 'none' }, [a, typeof b === 'number' ? call.floats(suffix, [], [b]) : b], suffix);
    const plus = (a: ValueId, b: ValueId | number, suffix: string): ValueId =>
      call.emit('add', { activation: 'none' }, [a, typeof b === 'number' ? call.floats(suffix, [], [b]) : b], suffix);
    // √(2/π) · x · (1 + 0.044715 · x²)
    const inner = plus(times(times(x, x, 'square'), 0.044715, 'cubic'), 1, 'polynomial');
    const scaled = times(times(x, inner, 'argument'), Math.sqrt(2 / Math.PI), 'scaled');
    const gate = plus(call.emit('tanh', {}, [scaled], 'tanh'), 1, 'gate');
    return times(times(x, gate, 'gated'), 0.5, 'half');
  },
};

/** Keras's own layer for a linear activation is nothing; it stays a node, so that every layer is seen. */
const activationLayer: LayerKind = {
  pointwise: true,
  anyRank: true,
  build: (call) => {
    const result = call.activate(call.input());
    return result === call.input() ? call.emit('identity', {}, [result]) : result;
  },
};

/** x above 0, alpha · x below; one alpha for each element, or for those along `shared_axes`. */
const prelu: LayerKind = {
  variables: () => ({ trainable: ['alpha'], fixed: [] }),
  build: (call) => {
    const x = call.input();
    const weight = call.weight('alpha');
    const alpha = call.place('alpha', weight, weight.shape.map((_, axis) => axis)); // prettier-ignore
    const below = call.emit('minimum', {}, [x, call.floats('zero', [], [0])], 'below');
    const scaled = call.emit('mul', { activation: 'none' }, [below, alpha], 'scaled');
    return call.emit('add', { activation: 'none' }, [call.emit('relu', {}, [x], 'relu'), scaled], 'add');
  },
};

/** Activations of several operators. */
export const nonlinearity: KerasEntry = {
  activations: {
    /** Keras 3 took another slope: relu6(x + 3) / 6 for x / 5 + ½. */
    hard_sigmoid: { apply: (call, x) => call.clip(affine(call, x, call.keras === 3 ? 1 / 6 : 0.2, 0.5), 0, 1) },
    linear: { listed: 8, apply: (_, x) => x },
    silu: { apply: silu },
    soft_shrink: { apply: (call, x) => softShrink(call, x, 0.5) },
    sparse_sigmoid: { apply: (call, x) => call.clip(affine(call, x, 0.5, 0.5), 0, 1) },
    swish: { listed: 6, apply: silu },
    tanh_shrink: {
      apply: (call, x) => call.emit('sub', { activation: 'none' }, [x, call.emit('tanh', {}, [x], 'tanh')], 'sub'),
    },
  },
  layers: { Activation: activationLayer, PReLU: prelu },
  operations: {
    gelu,
    soft_shrink: {
      pointwise: true,
      build: (call) => {
        const threshold = call.given.number(call.given.argument(1, 'threshold'), 'threshold', 0.5);
        return softShrink(call, call.given.operand(), threshold);
      },
    },
  },
  described: ({ activation }) => ({
    activation: {
      className: 'Activation',
      summary: 'an activation alone',
      options: { activation },
      required: ['activation'],
      short: 'activation',
    },
  }),
};
