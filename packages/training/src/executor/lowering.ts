import type { OpName, Ops, Shape } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import type { RunOptions } from './network.ts';

/** An operand as a node sees it before anything runs. */
export interface Operand {
  /** In the graph, for one sample. */
  readonly shape: Shape;
  /** Whether it holds a value for every sample; constants and parameters hold one for all. */
  readonly batched: boolean;
  /** @throws OperatorError where the value is not known before the graph runs */
  numbers(): readonly number[];
}

/** One node, to be turned into a function on tensors. */
export interface Lowering<Name extends OpName = OpName> {
  readonly tf: Tf;
  readonly attrs: Ops[Name];
  readonly inputs: readonly (Operand | null)[];
  readonly outputs: readonly Shape[];
  readonly inputIds: readonly (string | null)[];
}

/** What one invocation is given beside its operands. */
export interface Invocation {
  /** Samples; 1 where no operand holds one for each. */
  readonly batch: number;
  readonly options: RunOptions;
}

/** Operands and results lie as `layout.ts` says; an absent operand is null. */
export type Execute = (operands: readonly (Tensor | null)[], invocation: Invocation) => readonly Tensor[];

/** A method's type, so that those of all operators fit one list. @throws OperatorError where the node cannot be run in training */
export type Lower<Name extends OpName = OpName> = { of(lowering: Lowering<Name>): Execute }['of'];
