import type { GraphView, Node, TensorType, ValueId } from '@tinyml/core';

export type ArithmeticNode = Node<'add' | 'sub' | 'mul'>;

/** Arithmetic of a computed float32 tensor with a float32 constant. */
export interface ConstantOperand {
  readonly node: ArithmeticNode;
  readonly input: ValueId;
  readonly inputType: TensorType;
  readonly constantId: ValueId;
  readonly values: Float32Array;
  readonly type: TensorType;
}

export const isArithmetic = (node: Node | undefined): node is ArithmeticNode =>
  node?.op === 'add' || node?.op === 'sub' || node?.op === 'mul';

/** `node` as a computed tensor combined with a constant; `constant − x` is none. */
export const constantOperand = (view: GraphView, node: Node | undefined): ConstantOperand | undefined => {
  if (!isArithmetic(node)) return undefined;
  const [first, second] = node.inputs;
  if (first == null || second == null) return undefined;
  const swapped = view.constant(first) !== undefined;
  if (swapped && node.op === 'sub') return undefined;
  const [input, constantId] = swapped ? [second, first] : [first, second];
  const constant = view.constant(constantId);
  if (constant?.type.dtype !== 'float32' || view.constant(input) !== undefined) return undefined;
  const inputType = view.value(input).type;
  if (inputType.dtype !== 'float32') return undefined;
  return { node, input, inputType, constantId, values: constant.data as Float32Array, type: constant.type };
};

/** The constant for each index of the last axis of size `channels`, where it depends on nothing else. */
export const perChannel = (
  { values, type }: ConstantOperand,
  channels: number,
): ((channel: number) => number) | undefined => {
  if (values.length === 1) return () => values[0] ?? 0;
  if (values.length !== channels || type.shape.at(-1) !== channels) return undefined;
  return (channel) => values[channel] ?? 0;
};
