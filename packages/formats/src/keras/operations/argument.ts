import type { ValueId } from '@tinyml/core';
import type { Argument } from '../arguments.ts';
import { LayerError } from '../config.ts';
import type { LayerCall } from '../layer.ts';

/** Arguments of a call by name, or by position; Keras 3 keeps those that are no tensors as the operation's options. */
export const argument = (
  { args, named, config, keras }: LayerCall,
  position: number,
  ...names: readonly string[]
): Argument => {
  for (const name of names) {
    if (Object.hasOwn(named, name)) return named[name] ?? null;
    if (keras === 3 && Object.hasOwn(config, name)) return (config[name] ?? null) as Argument;
  }
  return args[position] ?? null;
};

const isList = (value: Argument): value is readonly Argument[] => Array.isArray(value);

/** The tensor that an argument is; undefined where it is none. */
export const tensorOf = (call: LayerCall, value: Argument): ValueId | undefined =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tensor'
    ? call.inputs[value.input]
    : undefined;

export const requireTensor = (call: LayerCall, value: Argument): ValueId => {
  const found = tensorOf(call, value);
  if (found === undefined) throw new LayerError('an argument is no tensor where one is needed');
  return found;
};

/** A number or a nested list of numbers as an array; undefined where it holds anything else. */
export const arrayOf = (
  value: Argument,
): { readonly shape: readonly number[]; readonly values: readonly number[] } | undefined => {
  if (typeof value === 'number') return { shape: [], values: [value] };
  if (typeof value === 'boolean') return { shape: [], values: [Number(value)] };
  if (!isList(value)) return undefined;
  const rows = value.map(arrayOf);
  const [first] = rows;
  if (first === undefined || !rows.every((row) => row !== undefined && row.shape.join() === first.shape.join()))
    return undefined;
  return { shape: [rows.length, ...first.shape], values: rows.flatMap((row) => row?.values ?? []) };
};

/** A constant for an argument that is one. */
export const constantOf = (call: LayerCall, value: Argument, role: string): ValueId => {
  const array = arrayOf(value);
  if (array === undefined) throw new LayerError('an argument is neither a tensor nor numbers');
  return call.floats(role, array.shape, array.values);
};

export const numberOf = (value: Argument, what: string, fallback?: number): number => {
  if (typeof value === 'number') return value;
  if (value === null && fallback !== undefined) return fallback;
  throw new LayerError(`${what} is not a number`);
};

/** Integers from one or a list, where every one is known: written in the file, or a dimension of a tensor. */
export const integersOf = (call: LayerCall, value: Argument, what: string): readonly number[] => {
  const list = isList(value) ? value : [value];
  return list.flatMap((item) => {
    const id = tensorOf(call, item);
    const known = id === undefined ? undefined : call.numbers(id);
    if (known !== undefined) return known;
    if (typeof item !== 'number' || !Number.isInteger(item))
      throw new LayerError(`${what} is not made of integers that the file holds`);
    return [item];
  });
};

export const isTrue = (value: Argument): boolean => value === true || value === 1;

/** The tensors of a list. */
export const tensorsOf = (call: LayerCall, value: Argument): readonly ValueId[] =>
  isList(value) ? value.map((item) => requireTensor(call, item)) : [requireTensor(call, value)];
