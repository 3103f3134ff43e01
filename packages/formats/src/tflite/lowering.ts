import type { Attributes, Node, OpName, Padding, TensorData, TensorType, ValueId } from '@tinyml/core';

/**
 * What an operator builds with where TensorFlow Lite has another form of it. Values, constants and nodes are named after
 * the node; nodes are written in the order in which they are given.
 */
export interface Lowering<Name extends OpName = OpName> {
  readonly node: Node<Name>;
  typeOf(id: ValueId | null | undefined): TensorType;
  /** The elements of a float32 constant; undefined for an operand that is absent. @throws `why` where it is something else */
  floats(id: ValueId | null | undefined, why: string): Float32Array | undefined;
  /** A constant of its own. */
  constant(name: string, type: TensorType, data: TensorData): ValueId;
  /** A result between two nodes. */
  value(name: string, type: TensorType): ValueId;
  /** A further node. */
  add(name: string, op: OpName, attrs: Attributes, inputs: readonly (ValueId | null)[], output: ValueId): void;
  /**
   * The first operand [n,h,w,c] with explicit padding by a PAD in front, of real 0 or of the type's least value: TensorFlow
   * Lite's operators know only SAME and VALID.
   */
  padded(padding: Exclude<Padding, string>, fill: 'zero' | 'least'): ValueId;
  /** The result is the first operand: the node needs no operator. */
  skip(): void;
  /** @throws TinymlError TML391 */
  refuse(reason: string): never;
}
