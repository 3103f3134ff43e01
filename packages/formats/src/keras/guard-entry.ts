import { isOperatorError, isTinymlError } from '@tinyml/core';
import { callForeign } from '@tinyml/core/internal';
import { LayerError } from './config.ts';

/** What an entry may throw: why a layer cannot be translated. */
const isAnswer = (error: unknown): boolean =>
  error instanceof LayerError || isOperatorError(error) || isTinymlError(error);

type Call = (...args: readonly unknown[]) => unknown;

const guarded = (value: unknown, owner: string): unknown => {
  if (typeof value === 'function') {
    const call = value as Call;
    return (...args: readonly unknown[]): unknown => {
      try {
        return guarded(call(...args), owner);
      } catch (error) {
        if (isAnswer(error)) throw error;
        return callForeign({ owner, doing: 'was asked for its slot keras' }, () => {
          throw error;
        });
      }
    };
  }
  if (Array.isArray(value)) return value.map((item: unknown) => guarded(item, owner));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, guarded(item, owner)]));
};

/** The entry of a package's operator: a mistake in its functions is told as that package's. */
export const guardEntry = <Entry extends object>(entry: Entry, owner: string): Entry => guarded(entry, owner) as Entry;
