import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../../translation/translation-error.ts';
import type { OnnxCall } from '../../call.ts';

/** What becomes of the scores of all classes or targets, [n, classes]. */
export const postTransformed = (call: OnnxCall, scores: ValueId): ValueId => {
  const name = call.attributes.text('post_transform', 'NONE');
  if (name === 'NONE') return scores;
  if (name === 'LOGISTIC') return call.emit('logistic', {}, [scores]);
  if (name === 'SOFTMAX') return call.emit('softmax', { beta: 1 }, [scores]);
  throw new TranslationError(`post_transform ${name} is not supported`);
};

/** How many classes the labels name. Labels that are texts become their places in the list: tinyml has no texts. */
export const classCount = (call: OnnxCall, ints: string, texts: string): number => {
  const numbers = call.attributes.ints(ints) ?? [];
  const words = call.attributes.texts(texts);
  return Math.max(numbers.length, words.length);
};

/** The label at a place in the list, int64 [n]. */
export const labelAt = (call: OnnxCall, place: ValueId, ints: string): ValueId => {
  const labels = call.attributes.ints(ints) ?? [];
  const isCounting = labels.every((label, i) => label === i);
  const index = call.cast(place, 'int32');
  const found = isCounting ? index : call.emit('gather', { axis: 0, batchDims: 0 }, [call.ints('labels', [labels.length], labels), index]); // prettier-ignore
  return call.cast(found, 'int64');
};

/** The place of the greatest score of each row. */
export const best = (call: OnnxCall, scores: ValueId): ValueId =>
  call.emit('arg_max', { outputType: 'int32' }, [scores, call.ints('axis', [], [1])]);

/** x as real numbers, one row for each sample. */
export const rowsOf = (call: OnnxCall, x: ValueId): ValueId => {
  const real = call.cast(x, 'float32');
  return call.rankOf(real) === 1 ? call.reshaped(real, [1, ...call.shapeOf(real)]) : real;
};
