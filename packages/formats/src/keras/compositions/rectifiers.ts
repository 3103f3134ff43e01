import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind, LayerOptions } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const scaledElu = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };

/** scale · (x above 0, alpha · (exp(x / width) − 1) below). */
const exponentialBelow = (call: LayerCall, x: ValueId, alpha: number, width: number, scale: number): ValueId => {
  const { add, mul, of } = call.formula;
  const below = of('minimum', x, 0);
  const bent = of('elu', width === 1 ? below : mul(below, 1 / width));
  return add(mul(call.emit('relu', {}, [x], 'relu'), scale), mul(bent, alpha * scale));
};

const celu = (call: LayerCall, x: ValueId, alpha: number): ValueId => exponentialBelow(call, x, alpha, alpha, 1);

const selu = (call: LayerCall, x: ValueId): ValueId => exponentialBelow(call, x, scaledElu.alpha, 1, scaledElu.scale);

/** x outside of [−threshold, threshold], else 0. */
const hardShrink = (call: LayerCall, x: ValueId, threshold: number): ValueId => {
  const { mul, of, truth } = call.formula;
  return mul(x, truth('greater', of('abs', x), threshold));
};

/** x above the threshold, else the value. */
const threshold = (call: LayerCall, x: ValueId, least: number, otherwise: number): ValueId => {
  const { of } = call.formula;
  return of('select_v2', of('greater', x, least), x, otherwise);
};

/** 0 up to −1, x from 1 on, (x + 1)² / 4 between. */
const sparsePlus = (call: LayerCall, x: ValueId): ValueId => {
  const { add, mul, sub } = call.formula;
  const middle = add(call.clip(x, -1, 1), 1);
  return add(mul(mul(middle, middle), 0.25), call.emit('relu', {}, [sub(x, 1)], 'relu'));
};

/** Keras's ReLU with a threshold: 0 or a slope up to it, x above it, at most the greatest value. */
const thresholded = (call: LayerCall, x: ValueId, options: LayerOptions): ValueId | undefined => {
  const least = options.number('threshold', 0);
  if (least === 0) return undefined;
  const { mul, sub, truth } = call.formula;
  const slope = options.number('negative_slope', 0);
  const limit = options.config['max_value'] ?? null;
  const above = mul(x, truth('greater', x, least));
  const limited = limit === null ? above : call.clip(above, 0, options.number('max_value', 0));
  if (slope === 0) return limited;
  const under = call.emit('relu', {}, [sub(least, x)], 'under');
  return sub(limited, mul(under, slope));
};

type OfNumber = (call: LayerCall, x: ValueId, value: number) => ValueId;

/** An operation on a tensor with one number besides. */
const withNumber = (name: string, fallback: number, apply: OfNumber): LayerKind => ({
  pointwise: true,
  build: (call) => apply(call, call.given.operand(), call.given.number(call.given.argument(1, name), name, fallback)),
});

/** Functions with corners, of several operators. */
export const rectifiers: KerasEntry = {
  activations: {
    celu: { apply: (call, x) => celu(call, x, 1) },
    hard_shrink: { apply: (call, x) => hardShrink(call, x, 0.5) },
    selu: { apply: selu },
    sparse_plus: { apply: sparsePlus },
  },
  activationLayers: {
    /** Keras 2 */
    ThresholdedReLU: {
      check: (options) => options.number('theta', 1),
      apply: (call, x, options) => {
        const { mul, truth } = call.formula;
        return mul(x, truth('greater', x, options.number('theta', 1)));
      },
    },
  },
  variants: { ReLU: thresholded },
  operations: {
    celu: withNumber('alpha', 1, celu),
    hard_shrink: withNumber('threshold', 0.5, hardShrink),
    threshold: {
      pointwise: true,
      build: (call) => {
        const { given } = call;
        const number = (position: number, name: string, ...aliases: readonly string[]): number =>
          given.number(given.argument(position, name, ...aliases), name);
        return threshold(call, given.operand(), number(1, 'threshold', 'threshold_value'), number(2, 'value', 'default_value')); // prettier-ignore
      },
    },
  },
};
