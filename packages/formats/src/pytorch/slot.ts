import { defineSlot, none, type DType, type OpName, type Ops, type TensorType, type ValueId } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import { TranslationError } from '../translation/translation-error.ts';
import type { Emitter } from '../translation/emitter.ts';
import type { Argument } from './program.ts';

/** One operator of a program, for what translates it. Arguments are those of the operator's schema, by name. */
export interface TorchCall extends Pick<Emitter, 'emit' | 'emitAll' | 'typeOf' | 'shapeOf'> {
  readonly to: Emitter;
  /** `aten.add` */
  readonly operator: string;
  /** `Tensor` */
  readonly overload: string;
  /** The argument as it stands; undefined where it has its default. */
  argument(name: string): Argument | undefined;
  /** The argument is there, and is not None. */
  has(name: string): boolean;
  /** @throws TranslationError where the argument is no tensor */
  tensor(name: string): ValueId;
  optionalTensor(name: string): ValueId | null;
  tensors(name: string): readonly ValueId[];
  /** Those of a list that are tensors. */
  tensorsIn(list: readonly Argument[]): readonly ValueId[];
  /** All arguments in their order, as numbers that are known when the model is built. */
  all(): readonly number[];
  number(name: string, fallback?: number): number;
  flag(name: string, fallback?: boolean): boolean;
  word(name: string, fallback: string): string;
  /** A list of numbers; one number is a list of one. */
  numbers(name: string, fallback?: readonly number[]): readonly number[];
  /** The type that the file gives a result; sizes that it leaves open are missing from `shape`, which then is undefined. */
  result(index?: number): { readonly dtype: DType | undefined; readonly shape: readonly number[] | undefined };
  /** A tensor, or a number as a scalar, with elements of the type. */
  operand(name: string, dtype: DType): ValueId;
  /** Two operands in the type that both are promoted to. */
  pair(first?: string, second?: string): readonly [ValueId, ValueId];
  /** A tensor with elements of another type. */
  as(x: ValueId, dtype: DType): ValueId;
  /** A scalar in the type of `like`. */
  scalar(value: number, like: TensorType): ValueId;
  /** An operator of one operand on `self` as float32. */
  unary<Name extends OpName>(op: Name, attrs: Ops[Name]): ValueId;
  /** To be thrown where something is not supported: why, and what to do instead. */
  refused(reason: string, hint?: string): Error;
}

export type TorchBuild = (call: TorchCall) => ValueId | readonly ValueId[];

/** What in PyTorch is this operator alone, by the operators of a program without their overloads: `aten.relu`. */
export type PytorchEntry = Readonly<Record<string, TorchBuild>>;

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly pytorch: PytorchEntry;
  }
}

export const pytorchSlot = defineSlot<PytorchEntry>({
  name: 'pytorch',
  summary: "PyTorch's operators that are this operator",
  rules: {
    entry: rules.mappingOf(rules.fn),
    answers: { '': rules.anything },
    isAnswer: (error) => error instanceof TranslationError,
  },
  fallback: () => none('no operator of PyTorch is this operator alone'),
});
