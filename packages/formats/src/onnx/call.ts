import {
  elementCount,
  resolveAxis,
  type DType,
  type OpName,
  type Ops,
  type SourceNode,
  type ValueId,
} from '@tinyml/core';
import type { Emitter } from '../translation/emitter.ts';
import { TranslationError } from '../translation/translation-error.ts';
import type { Attributes } from './attributes.ts';
import { legacyBroadcast } from './legacy-broadcast.ts';
import type { ReadTensor } from './read-tensor.ts';
import { reducedAxes, type ReducedAxes } from './reduced-axes.ts';
import type { GraphProto, TensorProto } from './schema.ts';
import { onSoftmaxAxis } from './softmax-axis.ts';

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
  /** Integers of 8 and 16 bits as int32, which arithmetic has; others as they are. */
  widened(x: ValueId): ValueId;
  /** `work` on integers of at least 32 bits; the result wraps to the type that the first operand has. */
  inWords(operands: readonly ValueId[], work: (operands: readonly ValueId[]) => ValueId): ValueId;
  /** An operator of one operand. */
  unary<Name extends OpName>(op: Name, attrs: Ops[Name]): ValueId;
  /** Two operands that broadcast as NumPy's do, also where the version has an axis for it. */
  pair(): readonly [ValueId, ValueId];
  /** `work`, which is along the last axis, along the axis of a softmax, whichever version has it. */
  alongAxis(work: (x: ValueId) => ValueId): ValueId;
  /** The axes of a reduction; they are an operand since a version, 18 where none is given. @throws TranslationError, OperatorError */
  reducedAxes(operandSince?: number): ReducedAxes;
  /** An operand of real numbers. @throws TranslationError for others */
  real(position: number): ValueId;
  /** To be thrown where something is not supported: why, and what to do instead. */
  refused(reason: string, hint?: string): Error;
  tensor(proto: TensorProto): ReadTensor;
  /** Translates a graph that the node holds, where the node stands; the results of its outputs. */
  inlined(graph: GraphProto, inputs: readonly ValueId[]): readonly ValueId[];
  /** What graphs of the node read of the graph around it, and is no constant. */
  readonly captured: readonly ValueId[];
}

export type OnnxOperator = (call: OnnxCall) => ValueId | readonly ValueId[];

/** Operators by their names in ONNX, of one domain. */
export type OnnxOperators = Readonly<Record<string, OnnxOperator>>;

/** Integers that tinyml's arithmetic does not have, and a wider type that holds them. */
const wider: Readonly<Partial<Record<DType, DType>>> = { int8: 'int32', uint8: 'int32', int16: 'int32' };

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
  readonly inlined: OnnxCall['inlined'];
  readonly captured: readonly ValueId[];
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
  const operand: OnnxCall['operand'] = (position) => {
    const id = optional(position);
    if (id === undefined) throw new TranslationError(`has no operand ${String(position)}`);
    return id;
  };
  const cast: OnnxCall['cast'] = (x, dtype) => {
    const from = emitter.typeOf(x).dtype;
    if (from === dtype) return x;
    if (!isCastType(dtype) || !isCastType(from)) throw new TranslationError(`${from} to ${dtype} is not supported`);
    return emitter.emit('cast', { outType: dtype }, [x], 'cast');
  };
  const widened: OnnxCall['widened'] = (x) => cast(x, wider[emitter.typeOf(x).dtype] ?? emitter.typeOf(x).dtype);
  const inWords: OnnxCall['inWords'] = (values, work) => {
    const [first = ''] = values;
    const { dtype } = emitter.typeOf(first);
    const wide = wider[dtype];
    return wide === undefined ? work(values) : cast(work(values.map((id) => cast(id, wide))), dtype);
  };
  const call: OnnxCall = {
    ...emitter,
    version: setting.version,
    attributes,
    operands,
    results: outputs.length,
    wants: (position) => outputs[position] !== undefined,
    isStoredOnly: (position) => setting.storedOnly.has(outputs[position] ?? ''),
    optional,
    operand,
    known,
    intsOf: (attribute, position) => attributes.ints(attribute) ?? known(position, attribute),
    axisOf: (x, axis) => resolveAxis(axis, emitter.shapeOf(x).length),
    rankOf: (x) => emitter.shapeOf(x).length,
    cast,
    refused: (reason, hint) => new TranslationError(reason, hint),
    widened,
    inWords,
    unary(op, attrs) {
      attributes.ignore('consumed_inputs');
      return inWords([operand(0)], (values) => emitter.emit(op, attrs, values));
    },
    pair() {
      attributes.ignore('consumed_inputs');
      return [operand(0), legacyBroadcast(call, operand(0), operand(1))];
    },
    tensor: setting.tensor,
    inlined: setting.inlined,
    captured: [...new Set(setting.captured)].filter((id) => emitter.data(id) === undefined),
    alongAxis: (work) => onSoftmaxAxis(call, work),
    reducedAxes: (operandSince = 18) => reducedAxes(call, operandSince),
    real(position) {
      const { dtype } = emitter.typeOf(operand(position));
      if (dtype !== 'float32') throw new TranslationError(`elements of ${dtype} are not supported`);
      return operand(position);
    },
  };
  return call;
};

export const countOf = (call: OnnxCall, x: ValueId): number => elementCount(call.shapeOf(x));
