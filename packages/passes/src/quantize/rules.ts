import type { Node, OpName } from '@tinyml/core';
import type { Range } from './affine.ts';

/**
 * What an operand is to quantisation. activation: int8, its own range · weight: constant, symmetric int8 ·
 * bias: constant, int32 in the accumulator's units · plain: not quantised (shapes, axes, indices).
 */
export type Role = 'activation' | 'weight' | 'bias' | 'plain';

/** How TensorFlow Lite's 8-bit specification treats an operator. */
export interface QuantRule {
  /** By position; the last one repeats. */
  readonly operands: readonly Role[];
  /** The kernel needs one scale and zero point for all activations, results included. */
  readonly sameScale?: true;
  /** The result's range whatever the data. */
  readonly resultRange?: Range;
  /** Axis of the weights that gets one scale per index; undefined: one scale for the tensor. */
  readonly weightAxis?: number;
}

const unary: QuantRule = { operands: ['activation', 'plain'] };
const binary: QuantRule = { operands: ['activation'] };
const moves: QuantRule = { operands: ['activation', 'plain'], sameScale: true };

/** [0, 255/256] at scale 1/256, zero point −128: what TensorFlow Lite fixes for softmax and logistic. */
const unit: Range = [0, 255 / 256];

/** An operator that is not listed stays float between a dequantize and a quantize. */
const rules: Partial<Record<OpName, QuantRule>> = {
  add: binary,
  average_pool_2d: moves,
  concatenation: { operands: ['activation'], sameScale: true },
  conv_2d: { operands: ['activation', 'weight', 'bias'], weightAxis: 0 },
  depthwise_conv_2d: { operands: ['activation', 'weight', 'bias'], weightAxis: 3 },
  dropout: moves,
  fully_connected: { operands: ['activation', 'weight', 'bias'] },
  hard_swish: unary,
  identity: moves,
  leaky_relu: unary,
  logistic: { operands: ['activation'], resultRange: unit },
  max_pool_2d: moves,
  maximum: { operands: ['activation'], sameScale: true },
  mean: unary,
  minimum: { operands: ['activation'], sameScale: true },
  mul: binary,
  pad: { operands: ['activation', 'plain', 'activation'], sameScale: true },
  relu: unary,
  relu6: unary,
  relu_n1_to_1: unary,
  reshape: moves,
  resize_nearest_neighbor: moves,
  softmax: { operands: ['activation'], resultRange: unit },
  split: { operands: ['plain', 'activation'], sameScale: true },
  squeeze: moves,
  strided_slice: moves,
  sub: binary,
  tanh: { operands: ['activation'], resultRange: [-1, 127 / 128] },
  transpose: moves,
  transpose_conv: { operands: ['plain', 'weight', 'activation', 'bias'], weightAxis: 0 },
};

export const ruleOf = (op: string): QuantRule | undefined => (rules as Readonly<Record<string, QuantRule>>)[op];

export const roleOf = (rule: QuantRule, position: number): Role =>
  rule.operands[Math.min(position, rule.operands.length - 1)] ?? 'plain';

/** Positions of the operands with this role that are present. */
export const operandsOf = (node: Node, rule: QuantRule, role: Role): number[] =>
  node.inputs.flatMap((id, position) => (id !== null && roleOf(rule, position) === role ? [position] : []));
