import { TinymlError } from '@tinyml/core';
import { malformedModel } from '../diagnostics/model.ts';

/** A JSON object from the model's file, not yet checked. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why a layer cannot be translated, in words that make sense after "Conv2D (conv2d): ". */
export class LayerError extends Error {
  override readonly name = 'LayerError';

  /** The way out, where there is one. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** The model's configuration as JSON. @throws TinymlError (TML202) where it is none. */
export const parseConfig = (path: string, text: string): Json => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TinymlError(malformedModel(path, 'the model configuration is not JSON'));
  }
  if (!isJson(value)) throw new TinymlError(malformedModel(path, 'the model configuration is not a JSON object'));
  return value;
};

const maximumDimension = 2 ** 31;

export const isDimension = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < maximumDimension;

export const optionalNumber = (config: Json, key: string, fallback: number): number => {
  const value = config[key] ?? fallback;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new LayerError(`${key} is not a number`);
  return value;
};

/** A word, in small letters. */
export const word = (value: unknown, fallback: string): string => {
  const given = value ?? fallback;
  return typeof given === 'string' ? given.toLowerCase() : 'of an unknown kind';
};

export const integers = (config: Json, key: string): readonly number[] => {
  const value = config[key];
  if (!Array.isArray(value) || !value.every(isDimension)) throw new LayerError(`${key} is not a list of integers`);
  return value;
};

/** A pair of positive integers, from one integer or a list of two. */
export const pair = (config: Json, key: string, fallback?: readonly [number, number]): readonly [number, number] => {
  const value = config[key] ?? fallback;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value, value];
  const [height, width] = list;
  if (list.length !== 2 || !isDimension(height) || !isDimension(width) || height < 1 || width < 1)
    throw new LayerError(`${key} is not a pair of positive integers`);
  return [height, width];
};

/** The first element of a list of one, or the integer itself: the options of layers with one spatial axis. */
export const single = (config: Json, key: string, fallback?: number): number => {
  const value: unknown = config[key] ?? fallback;
  const [only] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (!isDimension(only) || only < 1) throw new LayerError(`${key} is not a positive integer`);
  return only;
};

export const padding = (config: Json): 'same' | 'valid' => {
  const value = config['padding'] ?? 'valid';
  if (value !== 'same' && value !== 'valid') throw new LayerError(`padding ${JSON.stringify(value)} is not supported`);
  return value;
};

/** Paddings or croppings of two axes, in any of Keras's three spellings. */
export const edges = (config: Json, key: string): readonly [readonly [number, number], readonly [number, number]] => {
  const value = config[key];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value, value];
  const edge = (item: unknown): readonly [number, number] => {
    const [before, after] = Array.isArray(item) ? (item as readonly unknown[]) : [item, item];
    if (!isDimension(before) || !isDimension(after) || before < 0 || after < 0)
      throw new LayerError(`${key} is not made of non-negative integers`);
    return [before, after];
  };
  if (list.length !== 2) throw new LayerError(`${key} is not a pair`);
  return [edge(list[0]), edge(list[1])];
};

/** A shape with `null` or a missing batch made 1. */
export const batchShape = (value: unknown): readonly number[] => {
  if (!Array.isArray(value) || value.length === 0) throw new LayerError('the input shape is not a list');
  const list: readonly unknown[] = value;
  return list.map((size, axis) => {
    if (axis === 0 && size === null) return 1;
    if (!isDimension(size) || size < 1)
      throw new LayerError('the input shape is not fixed: give every dimension but the batch');
    return size;
  });
};
