import type { ValueId } from '@tinyml/core';
import { isJson, type Json, LayerError, none, optionalNumber } from './config.ts';
import type { LayerCall } from './layer.ts';

type Apply = (call: LayerCall, x: ValueId) => ValueId;

const silu: Apply = (call, x) => {
  const gate = call.emit('logistic', {}, [x], 'logistic');
  return call.emit('mul', { activation: none }, [x, gate], 'mul');
};

export const leakyRelu = (call: LayerCall, x: ValueId, slope: number): ValueId =>
  call.emit('leaky_relu', { alpha: Math.fround(slope) }, [x], 'leaky_relu');

/** The nearest value to x that is not outside of [least, most]. */
export const clip = (call: LayerCall, x: ValueId, least: number, most: number): ValueId => {
  if (least === 0 && most === 6) return call.emit('relu6', {}, [x], 'relu6');
  if (least === -1 && most === 1) return call.emit('relu_n1_to_1', {}, [x], 'relu_n1_to_1');
  const rectified =
    least === 0
      ? call.emit('relu', {}, [x], 'relu')
      : least === -Infinity
        ? x
        : call.emit('maximum', {}, [x, call.floats('least', [], [least])], 'maximum');
  if (most === Infinity) return rectified;
  return call.emit('minimum', {}, [rectified, call.floats('most', [], [most])], 'minimum');
};

const affine = (call: LayerCall, x: ValueId, factor: number, offset: number): ValueId => {
  const scaled = call.emit('mul', { activation: none }, [x, call.floats('slope', [], [factor])], 'slope');
  return call.emit('add', { activation: none }, [scaled, call.floats('offset', [], [offset])], 'offset');
};

/** Keras 3 took another slope: relu6(x + 3) / 6 for x / 5 + ½. */
const hardSigmoid: Apply = (call, x) => clip(call, affine(call, x, call.keras === 3 ? 1 / 6 : 0.2, 0.5), 0, 1);

const tanhShrink: Apply = (call, x) =>
  call.emit('sub', { activation: none }, [x, call.emit('tanh', {}, [x], 'tanh')], 'sub');

export const softShrink = (call: LayerCall, x: ValueId, threshold: number): ValueId =>
  call.emit('sub', { activation: none }, [x, clip(call, x, -threshold, threshold)], 'sub');

/** Keras's activations by name (keras.activations); swish is x · logistic(x). */
const activations: Readonly<Record<string, Apply>> = {
  hard_sigmoid: hardSigmoid,
  hard_silu: (call, x) => call.emit('hard_swish', {}, [x], 'hard_swish'),
  hard_swish: (call, x) => call.emit('hard_swish', {}, [x], 'hard_swish'),
  hard_tanh: (call, x) => clip(call, x, -1, 1),
  leaky_relu: (call, x) => leakyRelu(call, x, 0.2),
  linear: (_, x) => x,
  relu: (call, x) => call.emit('relu', {}, [x], 'relu'),
  relu6: (call, x) => call.emit('relu6', {}, [x], 'relu6'),
  sigmoid: (call, x) => call.emit('logistic', {}, [x], 'logistic'),
  silu,
  soft_shrink: (call, x) => softShrink(call, x, 0.5),
  softmax: (call, x) => call.emit('softmax', { beta: 1 }, [x], 'softmax'),
  sparse_sigmoid: (call, x) => clip(call, affine(call, x, 0.5, 0.5), 0, 1),
  swish: silu,
  tanh: (call, x) => call.emit('tanh', {}, [x], 'tanh'),
  tanh_shrink: tanhShrink,
};

/** Names of the activations that are translated. */
export const activationNames: readonly string[] = Object.keys(activations);

/** Options of Keras's ReLU: min(x, limit) for x ≥ 0, slope · x below. */
export interface ReluOptions {
  readonly slope: number;
  readonly limit: number | null;
  readonly threshold: number;
}

const checkThreshold = (threshold: number): void => {
  if (threshold !== 0) throw new LayerError('a threshold other than 0 is not supported');
};

const reluOptions = (config: Json): ReluOptions => ({
  slope: optionalNumber(config, 'negative_slope', 0),
  limit:
    config['max_value'] === undefined || config['max_value'] === null ? null : optionalNumber(config, 'max_value', 0),
  threshold: optionalNumber(config, 'threshold', 0),
});

export const limitedRelu = (call: LayerCall, x: ValueId, { slope, limit, threshold }: ReluOptions): ValueId => {
  checkThreshold(threshold);
  if (slope === 0 && limit !== null) return clip(call, x, 0, limit);
  const rectified = slope === 0 ? call.emit('relu', {}, [x], 'relu') : leakyRelu(call, x, slope);
  if (limit === null) return rectified;
  return call.emit('minimum', {}, [rectified, call.floats('max_value', [], [limit])], 'minimum');
};

const slopeOf = (config: Json): number =>
  optionalNumber(config, config['negative_slope'] === undefined ? 'alpha' : 'negative_slope', 0.3);

/** Activations that are layers, with options: on their own, or as another layer's `activation`. */
const activationLayers: Readonly<Record<string, (call: LayerCall, x: ValueId, config: Json) => ValueId>> = {
  LeakyReLU: (call, x, config) => leakyRelu(call, x, slopeOf(config)),
  ReLU: (call, x, config) => limitedRelu(call, x, reluOptions(config)),
};

interface Wanted {
  readonly name: string;
  readonly config: Json;
}

/** The activation that an option names, in the ways in which Keras and its quantisation toolkit write it. */
const wantedIn = (value: unknown): Wanted => {
  if (value === undefined || value === null) return { name: 'linear', config: {} };
  if (typeof value === 'string') return { name: value, config: {} };
  if (isJson(value)) {
    const { class_name: className, config } = value;
    if (isJson(config) && 'activation' in config) return wantedIn(config['activation']);
    if (typeof config === 'string') return { name: config, config: {} };
    if (typeof className === 'string') return { name: className, config: isJson(config) ? config : {} };
  }
  return { name: 'of an unknown kind', config: {} };
};

const find = ({ name, config }: Wanted): Apply => {
  if (Object.hasOwn(activations, name)) return activations[name] as Apply;
  const layer = Object.hasOwn(activationLayers, name) ? activationLayers[name] : undefined;
  if (layer === undefined)
    throw new LayerError(
      `activation ${name} is not supported`,
      'use relu, relu6, leaky_relu, tanh, sigmoid, hard_swish or softmax, and train with it',
    );
  return (call, x) => layer(call, x, config);
};

/** @throws LayerError where the configured activation is not supported. */
export const checkActivation = (config: Json): void => {
  find(wantedIn(config['activation']));
};

/** Applies the configured activation to `x`. */
export const activate = (call: LayerCall, x: ValueId): ValueId => find(wantedIn(call.config['activation']))(call, x);

/** Applies an activation that Keras has under `name`. */
export const applyNamed = (call: LayerCall, name: string, x: ValueId): ValueId => find({ name, config: {} })(call, x);

/** Checks the options of a layer that is an activation. */
export const checkOptionsOf =
  (name: string) =>
  (config: Json): void => {
    if (name === 'ReLU') checkThreshold(reluOptions(config).threshold);
    else slopeOf(config);
  };

/** A layer that is an activation with options of its own. */
export const activationLayer =
  (name: string) =>
  (call: LayerCall, x: ValueId): ValueId =>
    find({ name, config: call.config })(call, x);
