import type { ValueId } from '@tinyml/core';
import { isJson, type Json, LayerError, none, optionalNumber } from './config.ts';
import type { LayerCall } from './layer.ts';

type Apply = (call: LayerCall, x: ValueId) => ValueId;

const silu: Apply = (call, x) => {
  const gate = call.emit('logistic', {}, [x], 'logistic');
  return call.emit('mul', { activation: none }, [x, gate], 'mul');
};

/** Keras's activations by name (keras.activations); swish is x · logistic(x). */
const activations: Readonly<Record<string, Apply>> = {
  hard_silu: (call, x) => call.emit('hard_swish', {}, [x], 'hard_swish'),
  hard_swish: (call, x) => call.emit('hard_swish', {}, [x], 'hard_swish'),
  leaky_relu: (call, x) => call.emit('leaky_relu', { alpha: Math.fround(0.2) }, [x], 'leaky_relu'),
  linear: (_, x) => x,
  relu: (call, x) => call.emit('relu', {}, [x], 'relu'),
  relu6: (call, x) => call.emit('relu6', {}, [x], 'relu6'),
  sigmoid: (call, x) => call.emit('logistic', {}, [x], 'logistic'),
  silu,
  softmax: (call, x) => call.emit('softmax', { beta: 1 }, [x], 'softmax'),
  swish: silu,
  tanh: (call, x) => call.emit('tanh', {}, [x], 'tanh'),
};

/** The activation's name, out of the ways in which Keras and its quantisation toolkit write it. */
export const activationName = (value: unknown): string => {
  if (value === undefined || value === null) return 'linear';
  if (typeof value === 'string') return value;
  if (isJson(value)) {
    const { class_name: className, config } = value;
    if (isJson(config) && 'activation' in config) return activationName(config['activation']);
    if (typeof config === 'string') return config;
    if (typeof className === 'string') return className;
  }
  return 'of an unknown kind';
};

const find = (name: string): Apply => {
  const apply = Object.hasOwn(activations, name) ? activations[name] : undefined;
  if (apply === undefined) throw new LayerError(`activation ${name} is not supported`);
  return apply;
};

/** @throws LayerError where the configured activation is not supported. */
export const checkActivation = (config: Json): void => {
  find(activationName(config['activation']));
};

/** Applies the configured activation to `x`. */
export const activate = (call: LayerCall, x: ValueId): ValueId =>
  find(activationName(call.config['activation']))(call, x);

/** Keras's ReLU layer: f(x) = min(x, max_value) for x ≥ 0, negative_slope · x below. */
export const reluLayer = (call: LayerCall, x: ValueId): ValueId => {
  const { config } = call;
  const slope = optionalNumber(config, 'negative_slope', 0);
  if (optionalNumber(config, 'threshold', 0) !== 0) throw new LayerError('a threshold other than 0 is not supported');
  const limit =
    config['max_value'] === undefined || config['max_value'] === null ? null : optionalNumber(config, 'max_value', 0);
  if (slope === 0 && limit === 6) return call.emit('relu6', {}, [x]);
  const rectified =
    slope === 0 ? call.emit('relu', {}, [x]) : call.emit('leaky_relu', { alpha: Math.fround(slope) }, [x]);
  if (limit === null) return rectified;
  return call.emit('minimum', {}, [rectified, call.floats('max_value', [], [limit])], 'minimum');
};
