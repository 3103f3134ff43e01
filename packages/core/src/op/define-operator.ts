import type { OptionsSchema } from '../pass/schema.ts';
import type { Graph } from '../ir/graph.ts';
import type { OpName, Ops } from '../ir/ops.ts';
import type { Tensor, TensorData } from '../ir/tensor.ts';
import type { TensorType } from '../ir/type.ts';
import type { SlotEntries } from './slot.ts';
import type { Traits } from './traits.ts';

/** An operand as shape inference sees it: its type, and its value where it is a constant. */
export interface Operand {
  readonly type: TensorType;
  readonly constant?: TensorData;
}

/** One application of an operator: what its functions get. `null` is an optional operand that is absent. */
export interface InferRequest<Name extends OpName> {
  readonly attrs: Ops[Name];
  readonly inputs: readonly (Operand | null)[];
  /** The graphs that the node holds. */
  readonly graphs?: readonly Graph[];
}

export interface TypedRequest<Name extends OpName> {
  readonly attrs: Ops[Name];
  readonly inputs: readonly (TensorType | null)[];
  readonly outputs: readonly TensorType[];
}

export interface MacsRequest<Name extends OpName> extends TypedRequest<Name> {
  /** Multiply-accumulates of one run of each graph that the node holds. */
  readonly nested?: readonly number[];
}

/** Runs a graph that a node holds: a tensor for each of its inputs in, one for each of its outputs out. */
export type RunGraph = (inputs: readonly Tensor[]) => readonly Tensor[];

export interface RunRequest<Name extends OpName> {
  readonly attrs: Ops[Name];
  readonly inputs: readonly (Tensor | null)[];
  readonly outputs: readonly TensorType[];
  /** One for each graph that the node holds. */
  readonly graphs?: readonly RunGraph[];
}

/**
 * What an operator means, and what each subsystem needs to know of it. Built-ins and third parties use the same form.
 */
export interface Operator<Name extends OpName = OpName> {
  readonly name: Name;
  /** The package that brings it, as messages name it: set when it is loaded. Default: tinyml itself. */
  readonly package?: string;
  /** Part of the cache key of stages that execute operators. */
  readonly version: number;
  readonly summary: string;
  /** What passes ask of it instead of its name. Default: nothing holds. */
  readonly traits?: Traits;
  /** What subsystems need of it. Default: what each derives from the traits. */
  readonly slots?: SlotEntries;
  /** JSON schema of the attributes. */
  readonly attributes: OptionsSchema;
  /** Least and greatest number of operands, and of results. */
  readonly arity: { readonly inputs: readonly [number, number]; readonly outputs: readonly [number, number] };
  /**
   * Types of the results before any quantisation choice (dtype follows the first data operand).
   * The verifier compares shapes; importers use the whole type.
   * @throws OperatorError when the operands do not fit together.
   */
  infer(request: InferRequest<Name>): readonly TensorType[];
  /** undefined where reference execution supports this combination of types, else the reason why not. */
  check(request: TypedRequest<Name>): string | undefined;
  /** The results depend on the operands' types alone: `run` may be given tensors without data. */
  readonly fromTypes?: true;
  /** Reference execution, the truth that every kernel is held against: one array per result. */
  run(request: RunRequest<Name>): readonly TensorData[];
  /** Multiply-accumulates of one execution; 0 for operators that have none. */
  macs(request: MacsRequest<Name>): number;
}

/** Why an operator cannot be applied, in words that make sense after "node X: ". The caller adds code and place. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** By name: a third party's operators may come with a copy of this module. */
export const isOperatorError = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'OperatorError';

export const defineOperator = <Name extends OpName>(operator: Operator<Name>): Operator<Name> =>
  Object.freeze(operator);

/** Operators by name, as composed into a Toolkit. */
export type OperatorTable = ReadonlyMap<string, Operator>;
