import type { DType, ValueId } from '@tinyml/core';
import type { Emitter } from '../translation/emitter.ts';
import { TranslationError } from '../translation/translation-error.ts';
import type { Attributes } from './attributes.ts';

/** One operator of a TensorFlow graph on its way into tinyml's. */
export interface TensorflowCall extends Emitter {
  readonly attributes: Attributes;
  readonly operands: readonly ValueId[];
  /** @throws TranslationError where it is absent */
  operand(position: number): ValueId;
  /** The numbers of an operand. @throws TranslationError where they depend on an input */
  known(position: number, what: string): readonly number[];
  /** Indices and sizes as tinyml's operators take them: int32. */
  indices(position: number): ValueId;
  rankOf(x: ValueId): number;
  /** x as elements of another type. */
  cast(x: ValueId, dtype: DType): ValueId;
  /**
   * What another operator makes of operands. Its attributes are those of this one whose names begin with its own in lower case:
   * with `Elu` those that begin with `elu_`. undefined: there is no such operator.
   */
  other(name: string, operands: readonly ValueId[]): ValueId | undefined;
}

/** The results of one operator, in TensorFlow's order; what nothing can read may be left out at the end. */
export type TensorflowOperator = (call: TensorflowCall) => ValueId | readonly ValueId[];

/** By their names in TensorFlow's graphs: `AddV2`. */
export type TensorflowOperators = Readonly<Record<string, TensorflowOperator>>;

const castTypes = ['float32', 'float16', 'int8', 'uint8', 'int16', 'int32', 'int64', 'bool'] as const;
type CastType = (typeof castTypes)[number];
const isCastType = (dtype: DType): dtype is CastType => castTypes.some((type) => type === dtype);

export const openCall = (
  emitter: Emitter,
  operators: TensorflowOperators,
  attributes: Attributes,
  operands: readonly ValueId[],
): TensorflowCall => {
  const operand: TensorflowCall['operand'] = (position) => {
    const id = operands[position];
    if (id === undefined) throw new TranslationError(`has no operand ${String(position)}`);
    return id;
  };
  const cast: TensorflowCall['cast'] = (x, dtype) => {
    const from = emitter.typeOf(x).dtype;
    if (from === dtype) return x;
    if (!isCastType(dtype) || !isCastType(from)) throw new TranslationError(`${from} to ${dtype} is not supported`);
    return emitter.emit('cast', { outType: dtype }, [x], 'cast');
  };
  return {
    ...emitter,
    attributes,
    operands,
    operand,
    known(position, what) {
      const numbers = emitter.numbers(operand(position));
      if (numbers === undefined) throw new TranslationError(`its ${what} depends on an input of the model`);
      return numbers;
    },
    indices: (position) => cast(operand(position), 'int32'),
    rankOf: (x) => emitter.shapeOf(x).length,
    cast,
    other(name, given) {
      const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
      if (operator === undefined) return undefined;
      return [operator(openCall(emitter, operators, attributes.under(`${name.toLowerCase()}_`), given))].flat()[0];
    },
  };
};
