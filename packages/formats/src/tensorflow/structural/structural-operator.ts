import type { ValueId } from '@tinyml/core';
import type { Emitter } from '../../translation/emitter.ts';
import type { Attributes } from '../attributes.ts';
import type { FunctionDef, NodeDef } from '../schema.ts';
import type { TensorflowValue } from '../value.ts';

/** An operator that decides what is computed, or hands on what is no tensor. */
export interface StructuralCall extends Emitter {
  readonly node: NodeDef;
  readonly attributes: Attributes;
  readonly operands: readonly TensorflowValue[];
  /** Calls a function of the file; its results, undefined where they could not be had. @throws TranslationError */
  call(name: string, args: readonly TensorflowValue[]): readonly (TensorflowValue | undefined)[];
  /** Values of a function's body by their references there, as `call` takes its arguments. */
  part(
    name: string,
    args: readonly TensorflowValue[],
    wanted: readonly string[],
  ): readonly (TensorflowValue | undefined)[];
  definition(name: string): FunctionDef | undefined;
  /** The value of a variable. @throws TranslationError */
  variable(name: string): ValueId;
}

export type StructuralOperator = (call: StructuralCall) => readonly (TensorflowValue | undefined)[];

/** By their names in TensorFlow's graphs. */
export type StructuralOperators = Readonly<Record<string, StructuralOperator>>;
