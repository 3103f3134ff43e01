import {
  defineSlot,
  type Attributes,
  type DType,
  type Node,
  type OpName,
  type Ops,
  type TensorType,
} from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import type { FlexFields, FlexOptions } from './flex-options.ts';
import type { Lowering } from './lowering.ts';
import type { OptionFields, Options, OptionsReport, WrittenOptions } from './options.ts';
import type { Refusal } from './refusals.ts';

/** What there is beside the options when an operator of a file is read. */
export interface ReadRequest extends OptionsReport {
  /** How many the operator of the file has; absent ones at the end do not count. */
  readonly operands: number;
  readonly results: number;
  /** Element types of the results, as far as they can be had. */
  readonly resultTypes: readonly (DType | undefined)[];
  /** Their shapes, as the file has them. */
  readonly resultShapes: readonly (readonly number[] | undefined)[];
  /** The operand that `mayBeEmpty` names has no elements, and is left out. */
  readonly emptyOperand: boolean;
  /** Scale and zero point of each intermediate tensor; undefined where one has none. */
  readonly intermediates: readonly (readonly [scale: number, zeroPoint: number] | undefined)[];
}

/** What there is beside the attributes when a node is written. */
export interface WriteRequest {
  readonly operands: number;
  /** Of the operands; undefined where one is absent. */
  readonly types: readonly (TensorType | undefined)[];
  readonly results: number;
}

/** What decides which version of an operator a node needs. */
export interface TfliteUsage<Name extends OpName = OpName> {
  readonly attrs: Ops[Name];
  readonly inputs: readonly (TensorType | undefined)[];
  readonly outputs: readonly (TensorType | undefined)[];
  /** A float32 operand and int8 weights. */
  readonly hybrid: boolean;
  /** Weights with more than one scale. */
  readonly perChannel: boolean;
  /** Of the operand with the most dimensions. */
  readonly rank: number;
}

interface Condition<Name extends OpName> {
  holds(usage: TfliteUsage<Name>): boolean;
}

/** A version, and when it is needed: for a first operand of this type, or where the condition holds. */
export type VersionRule<Name extends OpName = OpName> = readonly [
  version: number,
  when: DType | Condition<Name>['holds'],
];

/** State that an operator of the file keeps to itself, without a tensor for it. */
export interface OwnState {
  readonly type: TensorType;
  /** Which result of the node is its next value: one of the file's, or one that follows them. */
  readonly result: number;
}

interface FormShape<Name extends OpName> {
  /** How many operands are required and allowed; beyond the required ones an operand may be absent. */
  readonly inputs: readonly [required: number, most: number];
  /** Default: one. */
  readonly outputs?: readonly [least: number, most: number];
  /** Position of an operand that may be a constant of no elements, which tinyml does not have: it is left out. */
  readonly mayBeEmpty?: number;
  /** Operands without elements change nothing: they are left out. */
  readonly skipsEmpty?: true;
  /**
   * Operands that the operator of the file changes itself: variable tensors, which become state. Their new values are
   * further results of the node, in this order.
   */
  readonly states?: readonly number[];
  /** The result is one of its own states, which the file has in a variable tensor. */
  readonly keepsResult?: true;
  /** Tensors that a file has for the scales of what the operator computes on its way. */
  intermediates?(attrs: Ops[Name]): readonly TensorType[];
  /** Options that number a graph of the file, in the order in which the node holds the graphs. */
  readonly graphs?: readonly string[];
  /**
   * State that the operator keeps to itself, from the attributes and the types of the operands in the file: further
   * operands of the node, in this order, which begin with zeros.
   */
  ownStates?(attrs: Ops[Name], inputs: readonly (TensorType | undefined)[]): readonly OwnState[];
  /**
   * Later versions, which older runtimes look at to refuse what they cannot run: the first rule that holds, else 1.
   * Source: tensorflow/compiler/mlir/lite/tools/versioning/op_version.cc.
   */
  readonly versions?: readonly VersionRule<Name>[];
}

/** One way in which an operator stands in a file, whatever its attributes are. */
export interface TfliteForm extends FormShape<OpName> {
  /** BuiltinOperator of the schema. */
  readonly builtin?: readonly [code: number, name: string];
  /** The table of BuiltinOptions, or of BuiltinOptions2, with its number there. */
  readonly options?: readonly [type: number, fields: OptionFields];
  readonly options2?: readonly [type: number, fields: OptionFields];
  /** The name of a custom operator. */
  readonly custom?: string;
  /** The FlexBuffer map of a custom operator's options; without it they are bytes. */
  readonly map?: FlexFields;
  read?(options: object, request: ReadRequest): Attributes;
  write?(attrs: Attributes, request: WriteRequest): object;
}

interface Reads<Name extends OpName, From> {
  read(options: From, request: ReadRequest): Ops[Name];
}

interface Writes<Name extends OpName, To> {
  write(attrs: Ops[Name], request: WriteRequest): To;
}

type SameKeys<A, B> = [keyof A, keyof B] extends [keyof B, keyof A] ? true : false;

/** Functions between attributes and options; each may be left out where the options are the attributes. */
type Translation<Name extends OpName, From, To> =
  SameKeys<From, Ops[Name]> extends true
    ? (From extends Ops[Name] ? Partial<Reads<Name, From>> : Reads<Name, From>) &
        (Ops[Name] extends To ? Partial<Writes<Name, To>> : Writes<Name, To>)
    : Reads<Name, From> & Writes<Name, To>;

type NoFields = Readonly<Record<never, never>>;

/** A built-in operator of TensorFlow Lite; `Fields` are those of its options table. */
export type TfliteBuiltin<Name extends OpName, Fields extends OptionFields = NoFields> = FormShape<Name> & {
  readonly builtin: readonly [code: number, name: string];
  readonly options?: readonly [type: number, fields: Fields];
  readonly options2?: readonly [type: number, fields: Fields];
} & Translation<Name, Options<Fields>, WrittenOptions<Fields>>;

/** A custom operator whose options are a FlexBuffer map, or (without `Fields`) bytes: none where it has no attributes. */
export type TfliteCustom<Name extends OpName, Fields extends FlexFields | null = null> = FormShape<Name> & {
  readonly custom: string;
} & (Fields extends FlexFields
    ? { readonly map: Fields } & Translation<Name, FlexOptions<Fields>, Partial<FlexOptions<Fields>>>
    : [keyof Ops[Name]] extends [never]
      ? Partial<Reads<Name, Uint8Array> & Writes<Name, Uint8Array>>
      : Reads<Name, Uint8Array> & Writes<Name, Uint8Array>);

/** All that the reader and the writer of .tflite files know of one operator. */
export interface TfliteEntry<Name extends OpName = OpName> {
  /** How it stands in a file: a node is written in the first form that has its number of operands. */
  readonly forms: readonly TfliteForm[];
  /** Why tinyml cannot run it with operands of these types, where the operator itself has no words for it. */
  refuse?(operands: readonly (TensorType | undefined)[]): Refusal | undefined;
  /**
   * The node as TensorFlow Lite has it, where that differs: what it reads or what comes before it is given to `lowering`.
   * undefined: what was given to `lowering` stands for the node.
   */
  lower?(lowering: Lowering<Name>): Node | undefined;
  /** It takes float16 operands as they are; before other operators they are made float32. */
  readonly takesHalves?: true;
  /**
   * Names of layers that this operator usually does, to choose among those of fused layers. `none`: it belongs to no
   * layer.
   */
  readonly layerNames?: RegExp | 'none';
  /** Last parts of tensor names, in small letters, that mean this operation and not a layer. */
  readonly tensorNames?: readonly string[];
}

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly tflite: TfliteEntry;
  }
}

const list = rules.listOf(rules.anything, 10_000);
const count = rules.listOf((value, at) => (value === Infinity ? undefined : rules.wholeNumber(value, at)), 2);

const form = rules.fields({
  builtin: rules.optional(list),
  custom: rules.optional(rules.text),
  options: rules.optional(list),
  options2: rules.optional(list),
  inputs: count,
  outputs: rules.optional(count),
  versions: rules.optional(list),
  states: rules.optional(rules.listOf(rules.wholeNumber, 100)),
  ownStates: rules.optional(rules.fn),
  read: rules.optional(rules.fn),
  write: rules.optional(rules.fn),
});

export const tfliteSlot = defineSlot<TfliteEntry>({
  name: 'tflite',
  summary: 'how .tflite files have it',
  rules: {
    entry: rules.fields({
      forms: rules.listOf(form, 1000),
      refuse: rules.optional(rules.fn),
      lower: rules.optional(rules.fn),
      tensorNames: rules.optional(rules.listOf(rules.text, 1000)),
    }),
    answers: {
      read: rules.mappingOf(rules.anything),
      write: rules.fields({}),
      refuse: rules.optional(rules.fields({ reason: rules.text, hint: rules.text })),
      lower: rules.optional(rules.fields({ id: rules.text, op: rules.text, inputs: list, outputs: list })),
      ownStates: rules.listOf(rules.fields({ result: rules.wholeNumber }), 100),
    },
  },
  // What gives its operand as it is needs no operator.
  fallback: ({ traits }) =>
    traits?.passesThrough === true
      ? {
          forms: [],
          lower(lowering) {
            lowering.skip();
            return undefined;
          },
        }
      : undefined,
});
