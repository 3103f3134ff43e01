import type { Activation, DType, Padding } from '@tinyml/core';
import { elementCode, elementType } from './element-types.ts';
import type { Field, TableFields, TableValues, VectorTypes } from './fields.ts';

/**
 * What the field of an operator's options table may hold: beside scalars and vectors of the schema, those of its
 * enumerations that many operators share, and sizes, which are positive.
 */
interface OptionTypes {
  bool: boolean;
  int8: number;
  uint8: number;
  int32: number;
  uint32: number;
  /** Finite. */
  float32: number;
  /** An int32 of at least 1: a stride, a dilation, a size. */
  positive: number;
  activation: Activation;
  padding: 'same' | 'valid';
  /** A TensorType of the schema. */
  dtype: DType;
}

interface OptionReferences {
  '[int32]': VectorTypes['int32'];
  '[int64]': VectorTypes['int64'];
  '[float32]': VectorTypes['float32'];
  '[uint8]': VectorTypes['uint8'];
  string: string;
}

export type OptionType = keyof OptionTypes | keyof OptionReferences;

/** An operator's options table of the schema: for each field its slot, its type and, where not zero, its default. */
export type OptionFields = Readonly<Record<string, readonly [slot: number, type: OptionType, initial?: number]>>;

type OptionValue<T> = T extends keyof OptionTypes
  ? OptionTypes[T]
  : T extends keyof OptionReferences
    ? OptionReferences[T] | undefined
    : never;

/** Options as they are read: scalars by their default where absent, vectors and texts undefined. */
export type Options<Fields extends OptionFields> = { readonly [K in keyof Fields]: OptionValue<Fields[K][1]> };

/** Padding of a list is written as VALID: a PAD in front does it. */
type WrittenOption<T> = T extends 'padding' ? Padding : Exclude<OptionValue<T>, undefined>;

/** Options to write: what is left out has its default. */
export type WrittenOptions<Fields extends OptionFields> = {
  readonly [K in keyof Fields]?: WrittenOption<Fields[K][1]>;
};

/** Where the reader of an operator says what is wrong with it. */
export interface OptionsReport {
  /** tinyml cannot do this, though the file is right. */
  unsupported(reason: string): void;
  /** The file is wrong. */
  invalid(reason: string): void;
}

const storedTypes: Readonly<Partial<Record<OptionType, string>>> = {
  activation: 'int8',
  dtype: 'int8',
  padding: 'int8',
  positive: 'int32',
};

/** The table as it is stored. */
export const storedFields = (fields: OptionFields): TableFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, [slot, type, initial]]): readonly [string, Field] => {
      const stored = storedTypes[type] ?? type;
      return [name, initial === undefined ? [slot, stored] : [slot, stored, initial]];
    }),
  );

const activations: readonly Activation[] = ['none', 'relu', 'relu_n1_to_1', 'relu6'];
const otherActivations = ['TANH', 'SIGN_BIT'];

const readActivation = (code: number, report: OptionsReport): Activation => {
  const activation = activations[code];
  if (activation !== undefined) return activation;
  const other = otherActivations[code - activations.length];
  if (other === undefined) report.invalid(`there is no activation function ${String(code)}`);
  else report.unsupported(`the fused activation ${other} is not supported`);
  return 'none';
};

const readDtype = (code: number, name: string, report: OptionsReport): DType => {
  const [type, dtype] = elementType(code) ?? [];
  if (type === undefined) report.invalid(`its ${name} is element type ${String(code)}, which does not exist`);
  else if (dtype === undefined) report.unsupported(`elements of type ${type} are not supported`);
  return dtype ?? 'float32';
};

const readOption = (type: OptionType, name: string, stored: unknown, report: OptionsReport): unknown => {
  if (typeof stored !== 'number') return stored;
  switch (type) {
    case 'activation':
      return readActivation(stored, report);
    case 'dtype':
      return readDtype(stored, name, report);
    case 'padding':
      if (stored !== 0 && stored !== 1) report.invalid(`there is no padding ${String(stored)}`);
      return stored === 0 ? 'same' : 'valid';
    case 'positive':
      if (stored < 1) report.invalid(`its ${name} ${String(stored)} is not positive`);
      return stored;
    case 'float32':
      if (!Number.isFinite(stored)) report.invalid(`its ${name} is ${String(stored)}`);
      return stored;
    default:
      return stored;
  }
};

/** What the stored table means; what has no meaning is reported. */
export const readOptions = (fields: OptionFields, stored: TableValues, report: OptionsReport): TableValues =>
  Object.fromEntries(
    Object.entries(fields).map(([name, [, type]]) => [name, readOption(type, name, stored[name], report)]),
  );

const storedOption = (type: OptionType, value: unknown): unknown => {
  switch (type) {
    case 'activation':
      return activations.findIndex((activation) => activation === value);
    case 'dtype':
      return elementCode(value as DType);
    case 'padding':
      return value === 'same' ? 0 : 1;
    default:
      return value;
  }
};

/** The table to store. */
export const writeOptions = (fields: OptionFields, options: TableValues): TableValues =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, [, type]]) => {
      const value = options[name];
      return value === undefined ? [] : [[name, storedOption(type, value)]];
    }),
  );
