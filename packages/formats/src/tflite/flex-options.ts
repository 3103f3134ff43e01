import { builder } from 'flatbuffers/js/flexbuffers.js';
import type { TableValues } from './fields.ts';
import { FlexError, flexMap, type FlexValue } from './flex-map.ts';
import type { OptionsReport } from './options.ts';

interface FlexTypes {
  bool: boolean;
  int: number;
  float: number;
  string: string;
  '[int]': readonly number[];
  '[float]': readonly number[];
}

export type FlexType = keyof FlexTypes;

/** The FlexBuffer map in which a custom operator has its options: the type of each key. */
export type FlexFields = Readonly<Record<string, FlexType>>;

/** Options as they are read; a key that the map does not have is false, 0, '' or [], as in the C++ library. */
export type FlexOptions<Fields extends FlexFields> = { readonly [K in keyof Fields]: FlexTypes[Fields[K]] };

const initial: Readonly<FlexTypes> = { bool: false, int: 0, float: 0, string: '', '[int]': [], '[float]': [] };

/** The value as its type has it, undefined where it is of another; a number may be written as any kind of number. */
const valueAs = (type: FlexType, value: FlexValue): FlexValue | undefined => {
  switch (type) {
    case 'bool':
      return typeof value === 'number' ? value !== 0 : typeof value === 'boolean' ? value : undefined;
    case 'int':
      return Number.isSafeInteger(value) ? value : undefined;
    case 'float':
      return Number.isFinite(value) ? value : undefined;
    case 'string':
      return typeof value === 'string' ? value : undefined;
    default: {
      const fits = type === '[int]' ? Number.isSafeInteger : Number.isFinite;
      return Array.isArray(value) && value.every(fits) ? value : undefined;
    }
  }
};

/** The options in a FlexBuffer; bytes that are none, or hold something else, are reported. */
export const readFlexOptions = (fields: FlexFields, bytes: Uint8Array, report: OptionsReport): TableValues => {
  const options: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(fields)) options[name] = initial[type];
  if (bytes.length === 0) return options;
  try {
    const valueOf = flexMap(bytes);
    for (const [name, type] of Object.entries(fields)) {
      const value = valueOf(name);
      if (value === undefined || value === null) continue;
      const option = valueAs(type, value);
      if (option === undefined) report.invalid(`its ${name} is not of type ${type}`);
      else options[name] = option;
    }
  } catch (error) {
    if (!(error instanceof FlexError)) throw error;
    report.invalid(`its options cannot be read: ${error.message}`);
  }
  return options;
};

const isSingle = (x: number): boolean => Math.fround(x) === x;

/** A FlexBuffer map of the options, keys in the order of `fields`. */
export const writeFlexOptions = (fields: FlexFields, options: TableValues): Uint8Array => {
  const flex = builder();
  // The library writes a single-precision number as such also where its neighbours make room for eight bytes, which others then
  // read as a double: it has to stand elsewhere.
  const add = (type: FlexType, value: unknown, apart = true): void => {
    if (type === 'float') flex.addFloat(Number(value), apart);
    else if (type === 'int') flex.addInt(Number(value));
    else flex.add(value);
  };
  flex.startMap();
  for (const [name, type] of Object.entries(fields)) {
    const value = options[name];
    if (value === undefined) continue;
    flex.addKey(name);
    if (!Array.isArray(value)) {
      add(type, value);
      continue;
    }
    flex.startVector();
    const numbers = value as readonly number[];
    const apart = numbers.some(isSingle) && !numbers.every(isSingle);
    for (const element of numbers) add(type === '[float]' ? 'float' : 'int', element, apart);
    flex.end();
  }
  flex.end();
  return flex.finish();
};
