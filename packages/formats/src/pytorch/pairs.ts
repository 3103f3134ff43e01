import type { Pair } from '@tinyml/core';
import { TranslationError } from '../translation/translation-error.ts';
import type { TorchCall } from './slot.ts';

/** A number for each of `rank` axes as height and width: one number is that of all, and the height of a series is 1 pixel. */
export const asPair = (values: readonly number[], neutral: number, rank: number): Pair => {
  const [first = neutral, second = first] = values;
  if (values.length > rank || rank > 2) throw new TranslationError('it works along more axes than height and width');
  return rank === 1 ? [neutral, first] : [first, second];
};

export const pairOf = (call: TorchCall, name: string, neutral: number, rank: number): Pair =>
  asPair(call.numbers(name, [neutral]), neutral, rank);
