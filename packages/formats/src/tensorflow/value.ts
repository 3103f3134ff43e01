import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../translation/translation-error.ts';

/** A list of tensors, as loops of TensorFlow 2 collect them. */
export interface TensorList {
  readonly kind: 'list';
  /** undefined for what has not been written. */
  readonly elements: readonly (ValueId | undefined)[];
  /** The tensor along whose first axis the elements lie that nothing has written since. */
  readonly whole?: ValueId;
}

/** What an edge of a TensorFlow graph carries, as far as it is known when the model is imported. */
export type TensorflowValue =
  | { readonly kind: 'tensor'; readonly id: ValueId }
  | { readonly kind: 'variable'; readonly name: string }
  | TensorList
  | { readonly kind: 'texts' }
  /** On a way that a branch does not take. */
  | { readonly kind: 'dead' };

export const tensor = (id: ValueId): TensorflowValue => ({ kind: 'tensor', id });

const words: Readonly<Record<TensorflowValue['kind'], string>> = {
  tensor: 'a tensor',
  variable: 'a variable',
  list: 'a list of tensors',
  texts: 'a text',
  dead: 'nothing',
};

/** @throws TranslationError for anything but a tensor */
export const tensorOf = (value: TensorflowValue | undefined): ValueId => {
  if (value?.kind === 'tensor') return value.id;
  throw new TranslationError(value === undefined ? 'an operand is absent' : `an operand is ${words[value.kind]}, not a tensor`); // prettier-ignore
};

/** @throws TranslationError for anything but a list */
export const listOf = (value: TensorflowValue | undefined): TensorList => {
  if (value?.kind === 'list') return value;
  throw new TranslationError('an operand is not a list of tensors');
};
