import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain, product, scalar } from './words.ts';

/** What stands in front of each sample's target class: [n, c, …] with 1 there and 0 elsewhere. */
const targets = (call: OnnxCall, classes: number): ValueId => {
  const places = call.cast(call.operand(1), 'int32');
  const depth = call.ints('classes', [], [classes]);
  return call.emit('one_hot', { axis: 1 }, [places, depth, scalar(call, 'on', 1), scalar(call, 'off', 0)]);
};

/** −Σ w · log p at the target classes, and what a mean of it is divided by. Classes to be ignored have no weight. */
const negativeLogLikelihood = (call: OnnxCall, logarithms: ValueId): ValueId => {
  const shape = call.shapeOf(logarithms);
  const [n = 1, classes = 1, ...rest] = shape;
  const reduction = call.attributes.text('reduction', 'mean');
  const ignored = call.attributes.has('ignore_index') ? call.attributes.int('ignore_index', -1) : undefined;
  const flat = call.reshaped(logarithms, [n, classes, product(rest)]);
  const given = call.optional(2);
  const hot = call.reshaped(targets(call, classes), [n, classes, product(rest)]);
  // A class beyond the others names no place at all; of those that are there the weight becomes 0.
  const kept = call.floats(
    'kept',
    [classes, 1],
    Array.from({ length: classes }, (_, i) => (i === ignored ? 0 : 1)),
  );
  const factors = given === undefined ? kept : call.emit('mul', plain, [kept, call.reshaped(given, [classes, 1])]);
  const axis = call.ints('axis', [1], [1]);
  const along = (x: ValueId): ValueId => call.emit('sum', { keepDims: false }, [x, axis]);
  const weights = call.emit('mul', plain, [hot, factors]);
  const losses = call.emit('neg', {}, [along(call.emit('mul', plain, [flat, weights]))]);
  if (reduction === 'none') return call.reshaped(losses, [n, ...rest]);
  const all = call.ints('axes', [2], [0, 1]);
  const total = call.emit('sum', { keepDims: false }, [losses, all]);
  if (reduction === 'sum') return total;
  if (reduction !== 'mean') throw new TranslationError(`reduction ${reduction} is not supported`);
  const weight = call.emit('sum', { keepDims: false }, [along(weights), all]);
  return call.emit('div', plain, [total, weight]);
};

const crossEntropy: OnnxOperator = (call) => {
  const x = call.operand(0);
  const shape = call.shapeOf(x);
  const last = shape.map((_, i) => i).filter((i) => i !== 1);
  const moved = call.emit('log_softmax', {}, [call.permuted(x, [...last, 1])]);
  const back = shape.map((_, i) => (i === 0 ? 0 : i === 1 ? shape.length - 1 : i - 1));
  const logarithms = call.permuted(moved, back);
  const loss = negativeLogLikelihood(call, logarithms);
  return call.wants(1) ? [loss, logarithms] : loss;
};

/** Losses, which exporters of evaluation graphs leave in files. */
export const loss: OnnxOperators = {
  NegativeLogLikelihoodLoss: (call) => negativeLogLikelihood(call, call.operand(0)),
  SoftmaxCrossEntropyLoss: crossEntropy,
};
