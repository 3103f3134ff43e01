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

/** Keras's own layer for a linear activation is nothing; it stays a node, so that every layer is seen. */
const activationLayer: LayerKind = {
  pointwise: true,
  anyRank: true,
  build: (call) => {
    const result = call.activate(call.input());
    return result === call.input() ? call.emit('identity', {}, [result]) : result;
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
  layers: { Activation: activationLayer },
  operations: {
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
