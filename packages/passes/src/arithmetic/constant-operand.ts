import {
  traitsOf,
  type Activation,
  type GraphView,
  type Node,
  type OperatorTable,
  type TensorType,
  type Traits,
  type ValueId,
} from '@tinyml/core';
import { ownActivation } from '../activation.ts';

/** Arithmetic of a computed float32 tensor with a float32 constant. */
export interface ConstantOperand {
  readonly node: Node;
  readonly arithmetic: NonNullable<Traits['arithmetic']>;
  /** What the node applies to its result. */
  readonly activation: Activation;
  readonly input: ValueId;
  readonly inputType: TensorType;
  readonly constantId: ValueId;
  readonly values: Float32Array;
  readonly type: TensorType;
}

/** `node` as a computed tensor combined with a constant; `constant − x` is none. */
export const constantOperand = (
  view: GraphView,
  node: Node | undefined,
  operators: OperatorTable,
): ConstantOperand | undefined => {
  const arithmetic = node && traitsOf(operators, node.op).arithmetic;
  if (node === undefined || arithmetic === undefined) return undefined;
  const [first, second] = node.inputs;
  if (first == null || second == null) return undefined;
  const swapped = view.constant(first) !== undefined;
  if (swapped && arithmetic === 'sub') return undefined;
  const [input, constantId] = swapped ? [second, first] : [first, second];
  const constant = view.constant(constantId);
  if (constant?.type.dtype !== 'float32' || view.constant(input) !== undefined) return undefined;
  const inputType = view.value(input).type;
  if (inputType.dtype !== 'float32') return undefined;
  const activation = ownActivation(node) ?? 'none';
  const values = constant.data as Float32Array;
  return { node, arithmetic, activation, input, inputType, constantId, values, type: constant.type };
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
