import { TinymlError } from '@tinyml/core';
import { malformedModel } from '../diagnostics/model.ts';

/** A JSON object from the file, not yet checked. */
export type Json = Readonly<Record<string, unknown>>;

/** Checked access to the parts of one JSON file; each throws TML202 with the place. */
export interface Fields {
  fail(where: string, what: string): TinymlError;
  object(value: unknown, where: string): Json;
  list(value: unknown, where: string): readonly unknown[];
  text(value: unknown, where: string): string;
  whole(value: unknown, where: string): number;
}

export const openFields = (path: string, file: string): Fields => {
  const fail: Fields['fail'] = (where, what) => new TinymlError(malformedModel(path, `${file}: ${where} ${what}`));
  return {
    fail,
    object(value, where) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fail(where, 'is not an object');
      return value as Json;
    },
    list(value, where) {
      if (!Array.isArray(value)) throw fail(where, 'is not a list');
      return value as readonly unknown[];
    },
    text(value, where) {
      if (typeof value !== 'string') throw fail(where, 'is not a text');
      return value;
    },
    whole(value, where) {
      if (typeof value !== 'number' || !Number.isInteger(value)) throw fail(where, 'is not a whole number');
      return value;
    },
  };
};

/** Python writes infinities and what is no number as words that JSON does not have: they become texts. */
const withoutWords = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (found) => (found.startsWith('"') ? found : `"${found}"`));

/** @throws TinymlError (TML202) where the text is no JSON object */
export const parseJson = (path: string, file: string, text: string): Json => {
  const fields = openFields(path, file);
  const parse = (source: string): unknown => {
    try {
      return JSON.parse(source);
    } catch {
      return undefined;
    }
  };
  const value = parse(text) ?? parse(withoutWords(text));
  if (value === undefined) throw fields.fail('it', 'is not JSON');
  return fields.object(value, 'it');
};
