import type { ValueId } from '@tinyml/core';
import { alongLast, axisIn } from './axis.ts';
import { type Json, LayerError, none, optionalNumber } from './config.ts';
import type { LayerCall, LayerKind } from './layer.ts';

type Fold = (call: LayerCall, a: ValueId, b: ValueId, suffix: string) => ValueId;

const foldInputs = (call: LayerCall, apply: Fold): ValueId => {
  const [first, second, ...rest] = call.inputs;
  if (first === undefined || second === undefined) throw new LayerError('has fewer than two inputs');
  return rest.reduce((sum, x, i) => apply(call, sum, x, String(i + 2)), apply(call, first, second, '1'));
};

/** Add, Multiply and their like: any number of inputs, two by two. */
export const merge = (op: 'add' | 'sub' | 'mul' | 'minimum' | 'maximum'): LayerKind => ({
  pointwise: true,
  build: (call) =>
    foldInputs(call, (_, a, b, suffix) =>
      op === 'minimum' || op === 'maximum'
        ? call.emit(op, {}, [a, b], suffix)
        : call.emit(op, { activation: none }, [a, b], suffix),
    ),
});

export const average: LayerKind = {
  pointwise: true,
  build: (call) => {
    const sum = foldInputs(call, (_, a, b, suffix) => call.emit('add', { activation: none }, [a, b], suffix));
    return call.emit('mul', { activation: none }, [sum, call.floats('share', [], [1 / call.inputs.length])], 'mean');
  },
};

export const concatenate: LayerKind = {
  pointwise: true,
  build: (call) => {
    const [first] = call.inputs;
    if (first === undefined) throw new LayerError('has no inputs');
    const axis = axisIn(call, first, call.config['axis'] ?? -1);
    return call.emit('concatenation', { axis, activation: none }, call.inputs);
  },
};

const lastAxis = (call: LayerCall, fallback: number): void => {
  const x = call.input();
  if (axisIn(call, x, call.config['axis'] ?? fallback) !== call.typeOf(x).shape.length - 1)
    throw new LayerError('only the last axis is supported');
};

/** Along one axis or several together. */
export const softmaxLayer: LayerKind = {
  pointwise: true,
  build: (call) => {
    const x = call.input();
    const wanted: unknown = call.config['axis'] ?? -1;
    const axes = (Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]).map((axis) => axisIn(call, x, axis));
    return alongLast(call, x, axes, (last) => call.emit('softmax', { beta: 1 }, [last], 'softmax'));
  },
};

/** x above 0, alpha · x below; one alpha for each element, or for those along `shared_axes`. */
export const prelu: LayerKind = {
  build: (call) => {
    const x = call.input();
    const weight = call.weight('alpha');
    const alpha = call.place('alpha', weight, weight.shape.map((_, axis) => axis)); // prettier-ignore
    const below = call.emit('minimum', {}, [x, call.floats('zero', [], [0])], 'below');
    const scaled = call.emit('mul', { activation: none }, [below, alpha], 'scaled');
    return call.emit('add', { activation: none }, [call.emit('relu', {}, [x], 'relu'), scaled], 'add');
  },
};

/** Only training reads it: the usual one is left out, and so is what is none. */
const momentumOf = ({ momentum }: Json): { readonly momentum?: number } =>
  typeof momentum === 'number' && momentum >= 0 && momentum <= 1 && momentum !== 0.99 ? { momentum } : {};

export const batchNormalization: LayerKind = {
  pointwise: true,
  inference: true,
  check: (config) => optionalNumber(config, 'epsilon', 1e-3),
  build: (call) => {
    lastAxis(call, -1);
    const { config } = call;
    const variable = (role: string): ValueId => call.place(role, call.weight(role), [0]);
    const optional = (option: string, role: string): ValueId | null =>
      config[option] === false || config[option] === 0 ? null : variable(role);
    const operands = [
      call.input(),
      variable('moving_mean'),
      variable('moving_variance'),
      optional('scale', 'gamma'),
      optional('center', 'beta'),
    ];
    const attrs = { epsilon: optionalNumber(config, 'epsilon', 1e-3), ...momentumOf(config) };
    return call.emit('batch_normalization', attrs, operands);
  },
};

const numbers = (config: Json, key: string, fallback: number): readonly number[] => {
  const flat: readonly unknown[] = [config[key] ?? fallback].flat(Infinity);
  if (!flat.every((value): value is number => typeof value === 'number'))
    throw new LayerError(`${key} is not made of numbers`);
  return flat;
};

/** x · scale + offset. */
export const rescaling: LayerKind = {
  pointwise: true,
  anyRank: true,
  check: (config) => [numbers(config, 'scale', 1), numbers(config, 'offset', 0)],
  build: (call) => {
    const constant = (key: string, fallback: number): ValueId => {
      const values = numbers(call.config, key, fallback);
      return call.floats(key, values.length === 1 ? [] : [values.length], values);
    };
    const scaled = call.emit('mul', { activation: none }, [call.input(), constant('scale', 1)]);
    return call.emit('add', { activation: none }, [scaled, constant('offset', 0)], 'offset');
  },
};

/** (x − mean) / max(√variance, 1e-7), as keras.layers.Normalization has it. */
export const normalization: LayerKind = {
  pointwise: true,
  check: (config) => {
    if (config['invert'] === true) throw new LayerError('invert is not supported');
  },
  build: (call) => {
    const values = (role: string): readonly number[] => {
      const stored = call.optionalWeight(role);
      if (stored !== undefined) return Array.from(stored.values);
      if (call.config[role] === undefined || call.config[role] === null)
        throw new LayerError(`the file holds no ${role} for it`);
      return numbers(call.config, role, 0);
    };
    const place = (role: string, list: readonly number[]): ValueId =>
      call.floats(role, list.length === 1 ? [] : [list.length], list);
    if (values('mean').length > 1) lastAxis(call, -1);
    const factors = values('variance').map((variance) => 1 / Math.max(Math.sqrt(variance), 1e-7));
    const centred = call.emit('sub', { activation: none }, [call.input(), place('mean', values('mean'))]);
    return call.emit('mul', { activation: none }, [centred, place('factor', factors)], 'scale');
  },
};
