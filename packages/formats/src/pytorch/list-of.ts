import { TranslationError } from '../translation/translation-error.ts';

/** No list of places or values that a program asks for comes near this. */
const mostElements = 2 ** 24;

/** A list by its places. @throws TranslationError where it would be too long */
export const listOf = <T>(length: number, element: (i: number) => T): T[] => {
  if (!(length <= mostElements)) throw new TranslationError(`a list of ${String(length)} elements is too long`);
  return Array.from({ length }, (_, i) => element(i));
};
