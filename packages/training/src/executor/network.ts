import type { Graph, Shape, ValueId } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * A float constant that training may change. Trainable: weights and biases of conv_2d, depthwise_conv_2d,
 * fully_connected and transpose_conv, gamma and beta of batch_normalization. Not trainable: its moving mean and variance.
 */
export interface Parameter {
  readonly id: ValueId;
  readonly shape: Shape;
  readonly data: Float32Array;
  readonly trainable: boolean;
}

export interface RunOptions {
  /** Batch statistics in batch normalisation, and dropout. */
  readonly training: boolean;
  /** For dropout masks: seeded, uniform in [0, 1). */
  random?(): number;
  /** Sees, and may replace differentiably, every graph input and every computed float tensor. */
  activation?(id: ValueId, value: Tensor): Tensor;
  /** New moving mean and variance of batch normalisation, in training. */
  state?(id: ValueId, value: Tensor): void;
  /** Where the output is that of a softmax or logistic node: give its operand instead. */
  readonly logits?: boolean;
}

/** A graph as a differentiable function of its parameters. */
export interface Network {
  readonly graph: Graph;
  readonly parameters: readonly Parameter[];
  /**
   * Inputs: one tensor per graph input, [batch, …]. `weight` gives the tensor to use for a parameter. Gives the graph's
   * outputs, [batch, …].
   */
  run(inputs: readonly Tensor[], weight: (id: ValueId) => Tensor, options: RunOptions): readonly Tensor[];
}
