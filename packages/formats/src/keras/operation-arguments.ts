import type { ValueId } from '@tinyml/core';
import type { Argument } from './arguments.ts';
import { LayerError } from './config.ts';
import type { LayerCall } from './layer.ts';

/** Numbers in the order of a tensor's elements. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What an operation on tensors is called with. Readers throw LayerError where an argument has another form. */
export interface OperationArguments {
  /** By name, else by position; null where it is not given. */
  readonly argument: (position: number, ...names: readonly string[]) => Argument;
  /** The tensor that the operation works on: its first argument. */
  readonly operand: () => ValueId;
  /** Two operands, tensors or numbers. */
  readonly operands: () => readonly [ValueId, ValueId];
  /** A tensor, or numbers as a constant of their own. */
  readonly value: (value: Argument, role: string, dtype?: 'float32' | 'int32') => ValueId;
  /** The tensors of a list, or the only one. */
  readonly tensors: (value: Argument) => readonly ValueId[];
  readonly number: (value: Argument, what: string, fallback?: number) => number;
  /** Integers from one or a list, where every one is known: written in the file, or a dimension of a tensor. */
  readonly integers: (value: Argument, what: string) => readonly number[];
  /** A number or a nested list of numbers; undefined where it holds anything else. */
  readonly array: (value: Argument) => NumberArray | undefined;
  /** An axis counted from the end where negative. @throws LayerError where it is not one of `rank`. */
  readonly axis: (axis: number, rank: number) => number;
  /** The same for one or a list, in their order. */
  readonly axes: (value: Argument, rank: number) => readonly number[];
  readonly isTrue: (value: Argument) => boolean;
  /** What keras.ops.mean and its like are given; without `axis` it is all of them. */
  readonly reduction: () => { readonly x: ValueId; readonly axes: readonly number[]; readonly keepDims: boolean };
}

/** Keras 3 keeps those that are no tensors as the operation's options. */
const argumentOf = (call: LayerCall, position: number, names: readonly string[]): Argument => {
  const { args, named, options, keras } = call;
  for (const name of names) {
    if (Object.hasOwn(named, name)) return named[name] ?? null;
    if (keras === 3 && Object.hasOwn(options.config, name)) return (options.config[name] ?? null) as Argument;
  }
  return args[position] ?? null;
};

const isList = (value: Argument): value is readonly Argument[] => Array.isArray(value);

const tensorOf = (call: LayerCall, value: Argument): ValueId | undefined =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tensor'
    ? call.inputs[value.input]
    : undefined;

const requireTensor = (call: LayerCall, value: Argument): ValueId => {
  const found = tensorOf(call, value);
  if (found === undefined) throw new LayerError('an argument is no tensor where one is needed');
  return found;
};

const arrayOf = (value: Argument): NumberArray | undefined => {
  if (typeof value === 'number') return { shape: [], values: [value] };
  if (typeof value === 'boolean') return { shape: [], values: [Number(value)] };
  if (!isList(value)) return undefined;
  const rows = value.map(arrayOf);
  const [first] = rows;
  if (first === undefined || !rows.every((row) => row !== undefined && row.shape.join() === first.shape.join()))
    return undefined;
  return { shape: [rows.length, ...first.shape], values: rows.flatMap((row) => row?.values ?? []) };
};

const valueOf = (call: LayerCall, value: Argument, role: string, dtype: 'float32' | 'int32' = 'float32'): ValueId => {
  const tensor = tensorOf(call, value);
  if (tensor !== undefined) return tensor;
  const array = arrayOf(value);
  if (array === undefined) throw new LayerError('an argument is neither a tensor nor numbers');
  return dtype === 'int32' ? call.ints(role, array.shape, array.values) : call.floats(role, array.shape, array.values);
};

/** Both operands; numbers have the type of the tensor beside them. */
const pairOf = (call: LayerCall, a: Argument, b: Argument): readonly [ValueId, ValueId] => {
  const beside = tensorOf(call, a) ?? tensorOf(call, b);
  const dtype = beside !== undefined && call.typeOf(beside).dtype === 'int32' ? 'int32' : 'float32';
  return [valueOf(call, a, 'x', dtype), valueOf(call, b, 'y', dtype)];
};

const numberOf = (value: Argument, what: string, fallback: number | undefined): number => {
  if (typeof value === 'number') return value;
  if (value === null && fallback !== undefined) return fallback;
  throw new LayerError(`${what} is not a number`);
};

const integersOf = (call: LayerCall, value: Argument, what: string): readonly number[] => {
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

const counted = (axis: number, rank: number): number => {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw new LayerError(`axis ${String(axis)} is not one of its input's`);
  return axis < 0 ? axis + rank : axis;
};

/** Names that TensorFlow and Keras have for the tensor that an operation works on. */
const operandNames = ['x', 'x1', 'input', 'input_tensor', 'tensor', 'value', 'a', 'array', 'images', 'params', 'inputs', 'features', 'logits']; // prettier-ignore

/** The arguments of `call`, which may still be in the making: it is read only when one is asked for. */
export const openArguments = (call: () => LayerCall): OperationArguments => {
  const argument: OperationArguments['argument'] = (position, ...names) => argumentOf(call(), position, names);
  const operand = (): ValueId => requireTensor(call(), argument(0, ...operandNames));
  const axes: OperationArguments['axes'] = (value, rank) =>
    integersOf(call(), value, 'axis').map((axis) => counted(axis, rank));
  const isTrue = (value: Argument): boolean => value === true || value === 1;
  return {
    argument,
    operand,
    operands: () => {
      const [a, b] = [argument(0, 'x', 'x1', 'value'), argument(1, 'y', 'x2', 'bias')];
      return pairOf(call(), a, b);
    },
    tensors: (value) =>
      isList(value) ? value.map((item) => requireTensor(call(), item)) : [requireTensor(call(), value)],
    value: (value, role, dtype) => valueOf(call(), value, role, dtype),
    number: numberOf,
    integers: (value, what) => integersOf(call(), value, what),
    array: arrayOf,
    axis: counted,
    axes,
    isTrue,
    reduction: () => {
      const x = operand();
      const rank = call().typeOf(x).shape.length;
      const axis = argument(1, 'axis');
      return {
        x,
        axes: axis === null ? Array.from({ length: rank }, (_, i) => i) : axes(axis, rank),
        keepDims: isTrue(argument(2, 'keepdims')),
      };
    },
  };
};
