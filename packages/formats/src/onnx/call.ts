import { elementCount, resolveAxis, type DType, type SourceNode, type ValueId } from '@tinyml/core';
import type { Emitter } from '../translation/emitter.ts';
import { TranslationError } from '../translation/translation-error.ts';
import type { Attributes } from './attributes.ts';
import type { ReadTensor } from './read-tensor.ts';
import type { GraphProto, TensorProto } from './schema.ts';

/** One operator of the file that is being translated. */
export interface OnnxCall extends Emitter {
  readonly source: SourceNode;
  /** Version of the operator set that the operator is from. */
  readonly version: number;
  readonly attributes: Attributes;
  /** null: absent. */
  readonly operands: readonly (ValueId | null)[];
  /** How many results the node lists, and whether something may read the one at a position. */
  readonly results: number;
  wants(position: number): boolean;
  /** Only nodes DequantizeLinear read the result at a position. */
  isStoredOnly(position: number): boolean;
  /** @throws TranslationError where it is absent */
  operand(position: number): ValueId;
  optional(position: number): ValueId | undefined;
  /** The numbers of a constant operand; undefined where it is absent. @throws TranslationError where it depends on an input */
  known(position: number, what: string): readonly number[] | undefined;
  /** The first is an attribute in older versions, an operand in newer ones. */
  intsOf(attribute: string, position: number): readonly number[] | undefined;
  /** An axis of x, counted from 0. @throws OperatorError */
  axisOf(x: ValueId, axis: number): number;
  rankOf(x: ValueId): number;
  /** x as elements of another type. */
  cast(x: ValueId, dtype: DType): ValueId;
  tensor(proto: TensorProto): ReadTensor;
  /** Translates a graph that the node holds; the results of its outputs. */
  nested(graph: GraphProto, inputs: readonly ValueId[]): readonly ValueId[];
}

export type OnnxOperator = (call: OnnxCall) => ValueId | readonly ValueId[];

/** Operators by their names in ONNX, of one domain. */
export type OnnxOperators = Readonly<Record<string, OnnxOperator>>;

const castTypes = ['float32', 'float16', 'int8', 'uint8', 'int16', 'int32', 'int64', 'bool'] as const;
type CastType = (typeof castTypes)[number];
const isCastType = (dtype: DType): dtype is CastType => (castTypes as readonly DType[]).includes(dtype);

export interface CallSetting {
  readonly emitter: Emitter;
  readonly version: number;
  readonly attributes: Attributes;
  readonly operands: readonly (ValueId | null)[];
  readonly outputs: readonly (string | undefined)[];
  /** Names that only nodes DequantizeLinear read. */
  readonly storedOnly: ReadonlySet<string>;
  readonly tensor: (proto: TensorProto) => ReadTensor;
  readonly nested: OnnxCall['nested'];
}

export const openCall = (setting: CallSetting): OnnxCall => {
  const { emitter, operands, attributes, outputs } = setting;
  const optional: OnnxCall['optional'] = (position) => operands[position] ?? undefined;
  const known: OnnxCall['known'] = (position, what) => {
    const id = optional(position);
    if (id === undefined) return undefined;
    const numbers = emitter.numbers(id);
    if (numbers === undefined) throw new TranslationError(`its ${what} depends on an input of the model`);
    return numbers;
  };
  return {
    ...emitter,
    version: setting.version,
    attributes,
    operands,
    results: outputs.length,
    wants: (position) => outputs[position] !== undefined,
    isStoredOnly: (position) => setting.storedOnly.has(outputs[position] ?? ''),
    optional,
    operand(position) {
      const id = optional(position);
      if (id === undefined) throw new TranslationError(`has no operand ${String(position)}`);
      return id;
    },
    known,
    intsOf: (attribute, position) => attributes.ints(attribute) ?? known(position, attribute),
    axisOf: (x, axis) => resolveAxis(axis, emitter.shapeOf(x).length),
    rankOf: (x) => emitter.shapeOf(x).length,
    cast(x, dtype) {
      const from = emitter.typeOf(x).dtype;
      if (from === dtype) return x;
      if (!isCastType(dtype) || !isCastType(from)) throw new TranslationError(`${from} to ${dtype} is not supported`);
      return emitter.emit('cast', { outType: dtype }, [x], 'cast');
    },
    tensor: setting.tensor,
    nested: setting.nested,
  };
};

export const countOf = (call: OnnxCall, x: ValueId): number => elementCount(call.shapeOf(x));
