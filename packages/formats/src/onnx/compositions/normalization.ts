import type { ValueId } from '@tinyml/core';
import { onImage } from '../../translation/channels-first.ts';
import { besideChannels, groupNormalized, normalized, rootMeanSquareNormalized, scaled } from '../../translation/normalization.ts'; // prettier-ignore
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain, scalar } from './words.ts';

const batch: OnnxOperator = (call) => {
  const { attributes } = call;
  attributes.ignore('momentum', 'consumed_inputs', 'is_test');
  if (attributes.flag('training_mode', false)) throw new TranslationError('training_mode is not supported');
  if (call.version < 9 && !attributes.flag('spatial', true)) throw new TranslationError('spatial=0 is not supported');
  const x = call.operand(0);
  const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((i) => call.operand(i));
  const epsilon = attributes.float('epsilon', 1e-5);
  const rank = call.rankOf(x);
  const work = (image: ValueId): ValueId =>
    call.emit('batch_normalization', { epsilon }, [image, mean ?? '', variance ?? '', gamma ?? '', beta ?? '']);
  if (rank === 2) return work(x);
  if (rank === 3 || rank === 4) return onImage(call, x, work);
  const beside = (vector: ValueId | undefined): ValueId => besideChannels(call, vector ?? null, rank) ?? '';
  const deviation = call.emit('rsqrt', {}, [
    call.emit('add', plain, [beside(variance), scalar(call, 'epsilon', epsilon)]),
  ]);
  const centred = call.emit('sub', plain, [x, beside(mean)]);
  return scaled(call, centred, call.emit('mul', plain, [deviation, beside(gamma)]), beside(beta));
};

const onesLike = (call: OnnxCall, role: string, shape: readonly number[]): ValueId =>
  call.floats(role, shape, new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(1));

/** The statistics are along all axes from `axis` on; they are further results. */
const layer: OnnxOperator = (call) => {
  call.attributes.ignore('stash_type');
  const x = call.operand(0);
  const axis = call.axisOf(x, call.attributes.int('axis', -1));
  const axes = call
    .shapeOf(x)
    .map((_, i) => i)
    .slice(axis);
  const epsilon = call.attributes.float('epsilon', 1e-5);
  const whole = scaled(call, normalized(call, x, axes, epsilon), call.operand(1), call.optional(2) ?? null);
  if (!call.wants(1) && !call.wants(2)) return whole;
  const along = call.ints('axes', [axes.length], axes);
  const mean = call.emit('mean', { keepDims: true }, [x, along]);
  const squares = call.emit('square', {}, [call.emit('sub', plain, [x, mean])]);
  const variance = call.emit('mean', { keepDims: true }, [squares, along]);
  return [whole, mean, call.emit('rsqrt', {}, [call.emit('add', plain, [variance, scalar(call, 'epsilon', epsilon)])])];
};

const rms: OnnxOperator = (call) => {
  call.attributes.ignore('stash_type');
  const x = call.operand(0);
  const axis = call.axisOf(x, call.attributes.int('axis', -1));
  const axes = call
    .shapeOf(x)
    .map((_, i) => i)
    .slice(axis);
  const result = rootMeanSquareNormalized(call, x, axes, call.attributes.float('epsilon', 1e-5));
  return scaled(call, result, call.operand(1), null);
};

const instance: OnnxOperator = (call) => {
  call.attributes.ignore('consumed_inputs');
  const x = call.operand(0);
  const rank = call.rankOf(x);
  const result = groupNormalized(call, x, call.shapeOf(x)[1] ?? 1, call.attributes.float('epsilon', 1e-5));
  return scaled(call, result, besideChannels(call, call.operand(1), rank), besideChannels(call, call.operand(2), rank));
};

/** Factors for each group before version 21, for each channel since then. */
const group: OnnxOperator = (call) => {
  call.attributes.ignore('stash_type');
  const x = call.operand(0);
  const [shape, rank] = [call.shapeOf(x), call.rankOf(x)];
  const groups = call.attributes.int('num_groups', 1);
  const channels = shape[1] ?? 1;
  if (channels % groups !== 0)
    throw new TranslationError(`${String(channels)} channels are not ${String(groups)} groups`);
  const result = groupNormalized(call, x, groups, call.attributes.float('epsilon', 1e-5));
  const each = (vector: ValueId): ValueId => {
    if (call.shapeOf(vector)[0] === channels) return vector;
    const spread = call.emit('mul', plain, [call.reshaped(vector, [groups, 1]), onesLike(call, 'ones', [1, channels / groups])]); // prettier-ignore
    return call.reshaped(spread, [channels]);
  };
  const [factor, offset] = [1, 2].map((i) => besideChannels(call, each(call.operand(i)), rank));
  return scaled(call, result, factor ?? null, offset ?? null);
};

/** x / (bias + alpha / size · Σ x²)^beta, with the sum over the neighbouring channels: a pool over them. */
const localResponse: OnnxOperator = (call) => {
  const { attributes } = call;
  const x = call.operand(0);
  const size = attributes.int('size', 1);
  const shape = call.shapeOf(x);
  const [n = 1, c = 1, ...rest] = shape;
  const count = rest.reduce((a, b) => a * b, 1);
  // Channels as rows of an image [n, c, count, 1].
  const squares = call.reshaped(call.emit('square', {}, [x]), [n, c, count, 1]);
  const [before, after] = [Math.floor((size - 1) / 2), Math.ceil((size - 1) / 2)];
  const around = call.ints('paddings', [4, 2], [0, 0, before, after, 0, 0, 0, 0]);
  const whole = call.emit('pad', {}, [squares, around]);
  const mean = call.emit('average_pool_2d', { padding: 'valid', strides: [1, 1], filter: [size, 1], activation: 'none' }, [whole]); // prettier-ignore
  const weighted = call.emit('mul', plain, [mean, scalar(call, 'alpha', attributes.float('alpha', 1e-4))]);
  const base = call.emit('add', plain, [weighted, scalar(call, 'bias', attributes.float('bias', 1))]);
  const power = call.emit('pow', {}, [base, scalar(call, 'beta', attributes.float('beta', 0.75))]);
  return call.emit('div', plain, [x, call.reshaped(power, shape)]);
};

/** (x − mean) / √variance along axes; ONNX's formula has no epsilon but 1e-9 beside the deviation. */
const meanVariance: OnnxOperator = (call) => {
  const x = call.operand(0);
  const axes = (call.attributes.ints('axes') ?? [0, 2, 3]).map((axis) => call.axisOf(x, axis));
  const along = call.ints('axes', [axes.length], axes);
  const mean = (of: ValueId): ValueId => call.emit('mean', { keepDims: true }, [of, along]);
  const centred = call.emit('sub', plain, [x, mean(x)]);
  const deviation = call.emit('sqrt', {}, [mean(call.emit('square', {}, [centred]))]);
  return call.emit('div', plain, [centred, call.emit('add', plain, [deviation, scalar(call, 'epsilon', 1e-9)])]);
};

/** Elements by their norm along an axis; where that is 0, they are 0. */
const lpNormalization: OnnxOperator = (call) => {
  const x = call.operand(0);
  const axis = call.axisOf(x, call.attributes.int('axis', -1));
  const p = call.attributes.int('p', 2);
  const along = call.ints('axes', [1], [axis]);
  const sizes = p === 1 ? call.emit('abs', {}, [x]) : call.emit('square', {}, [x]);
  const sum = call.emit('sum', { keepDims: true }, [sizes, along]);
  const norm = p === 1 ? sum : call.emit('sqrt', {}, [sum]);
  // The least number of full precision in place of 0 leaves a quotient of 0.
  return call.emit('div', plain, [x, call.emit('maximum', {}, [norm, scalar(call, 'least', 2 ** -126)])]);
};

export const normalization: OnnxOperators = {
  BatchNormalization: batch,
  LayerNormalization: layer,
  RMSNormalization: rms,
  InstanceNormalization: instance,
  GroupNormalization: group,
  LRN: localResponse,
  MeanVarianceNormalization: meanVariance,
  LpNormalization: lpNormalization,
};
